package dev.sluice.provider.azure;

/** The ways in which Azure lays out OpenAI's API. */
enum Surface {
    /** {@code /openai/deployments/NAME/chat/completions?api-version=2024-10-21}, {@code /openai/files?api-version=…}. */
    CLASSIC,
    /** {@code /openai/v1/chat/completions}: OpenAI's own paths and bodies, without a version. */
    V1,
    /** {@code /api/projects/NAME/threads?api-version=v1}: the agent service of a Foundry project. */
    PROJECT
}
