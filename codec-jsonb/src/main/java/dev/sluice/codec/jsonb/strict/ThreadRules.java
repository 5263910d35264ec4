package dev.sluice.codec.jsonb.strict;

import dev.sluice.codec.jsonb.strict.Numbers.Whole;

/** Assistants, threads, messages, runs. */
final class ThreadRules {
    private static final int LONGEST_TEXT = 256_000;

    private static final Rule DETAIL = Text.oneOf("auto", "low", "high");

    private static final Rule PART = Tagged.NONE
            .or("text", Shape.EMPTY.required("text", Text.ANY))
            .or(
                    "image_url",
                    Shape.EMPTY.required(
                            "image_url", Shape.EMPTY.required("url", Text.ANY).optional("detail", DETAIL)))
            .or(
                    "image_file",
                    Shape.EMPTY.required(
                            "image_file",
                            Shape.EMPTY.required("file_id", Text.ANY).optional("detail", DETAIL)));

    private static final Rule ATTACHMENT =
            Shape.EMPTY.required("file_id", Text.ANY).required("tools", ToolRules.ATTACHMENT_TOOLS);

    static final Shape CREATE_MESSAGE = Shape.EMPTY
            .required("role", Text.oneOf("user", "assistant"))
            .required(
                    "content",
                    new Either(
                            Text.upTo(LONGEST_TEXT).notEmpty(), Items.of(PART).notEmpty()))
            .optional("attachments", Items.of(ATTACHMENT).orNull())
            .optional("metadata", CommonRules.METADATA);

    static final Shape MODIFY_METADATA = Shape.EMPTY.optional("metadata", CommonRules.METADATA);

    static final Shape CREATE_THREAD = Shape.EMPTY
            .optional("messages", Items.of(CREATE_MESSAGE))
            .optional("tool_resources", ToolRules.NEW_RESOURCES)
            .optional("metadata", CommonRules.METADATA);

    static final Shape MODIFY_THREAD =
            Shape.EMPTY.optional("tool_resources", ToolRules.RESOURCES).optional("metadata", CommonRules.METADATA);

    private static final Rule NAME = Text.upTo(256).orNull();

    private static final Rule DESCRIPTION = Text.upTo(512).orNull();

    private static final Rule INSTRUCTIONS = Text.upTo(LONGEST_TEXT).orNull();

    static final Shape CREATE_ASSISTANT = Shape.EMPTY
            .required("model", Text.ANY)
            .optional("name", NAME)
            .optional("description", DESCRIPTION)
            .optional("instructions", INSTRUCTIONS)
            .optional("reasoning_effort", CommonRules.REASONING_EFFORT)
            .optional("tools", ToolRules.TOOLS)
            .optional("tool_resources", ToolRules.NEW_RESOURCES)
            .optional("metadata", CommonRules.METADATA)
            .optional("temperature", CommonRules.TEMPERATURE)
            .optional("top_p", CommonRules.TOP_P)
            .optional("response_format", ToolRules.RESPONSE_FORMAT);

    static final Shape MODIFY_ASSISTANT = Shape.EMPTY
            .optional("model", Text.ANY)
            .optional("reasoning_effort", CommonRules.REASONING_EFFORT)
            .optional("name", NAME)
            .optional("description", DESCRIPTION)
            .optional("instructions", INSTRUCTIONS)
            .optional("tools", ToolRules.TOOLS)
            .optional("tool_resources", ToolRules.RESOURCES)
            .optional("metadata", CommonRules.METADATA)
            .optional("temperature", CommonRules.TEMPERATURE)
            .optional("top_p", CommonRules.TOP_P)
            .optional("response_format", ToolRules.RESPONSE_FORMAT);

    private static final Rule TRUNCATION_STRATEGY = Shape.EMPTY
            .required("type", Text.oneOf("auto", "last_messages"))
            .optional("last_messages", CommonRules.atLeast(1).orNull())
            .orNull();

    static final Shape CREATE_RUN = settings(Shape.EMPTY
            .required("assistant_id", Text.ANY)
            .optional("model", Text.ANY.orNull())
            .optional("reasoning_effort", CommonRules.REASONING_EFFORT)
            .optional("instructions", INSTRUCTIONS)
            .optional("additional_instructions", INSTRUCTIONS)
            .optional("additional_messages", Items.of(CREATE_MESSAGE).orNull())
            .optional("tools", ToolRules.RUN_TOOLS)
            .optional("metadata", CommonRules.METADATA));

    static final Shape CREATE_THREAD_AND_RUN = settings(Shape.EMPTY
            .required("assistant_id", Text.ANY)
            .optional("thread", CREATE_THREAD)
            .optional("model", Text.ANY.orNull())
            .optional("instructions", INSTRUCTIONS)
            .optional("tools", ToolRules.RUN_TOOLS)
            .optional("tool_resources", ToolRules.RESOURCES)
            .optional("metadata", CommonRules.METADATA));

    /** The specification wants 256 completion tokens at least; the server took 16. */
    private static Shape settings(Shape run) {
        return run.optional("temperature", CommonRules.TEMPERATURE)
                .optional("top_p", CommonRules.TOP_P)
                .optional("stream", Kind.BOOLEAN.orNull())
                .optional("max_prompt_tokens", new Whole(256, Long.MAX_VALUE).orNull())
                .optional("max_completion_tokens", CommonRules.atLeast(1).orNull())
                .optional("truncation_strategy", TRUNCATION_STRATEGY)
                .optional("tool_choice", ToolRules.TOOL_CHOICE)
                .optional("parallel_tool_calls", Kind.BOOLEAN)
                .optional("response_format", ToolRules.RESPONSE_FORMAT);
    }

    /** The specification requires neither member; an output that is not there is empty. */
    private static final Rule TOOL_OUTPUT =
            Shape.EMPTY.optional("tool_call_id", Text.ANY).optional("output", Text.ANY);

    static final Shape SUBMIT_TOOL_OUTPUTS =
            Shape.EMPTY.required("tool_outputs", Items.of(TOOL_OUTPUT)).optional("stream", Kind.BOOLEAN.orNull());

    private ThreadRules() {}
}
