package dev.sluice.provider.local;

import java.util.OptionalLong;

/**
 * The parameters that chat completions and legacy completions share.
 *
 * @param choices how many answers are wanted
 * @param limit the most tokens of each
 * @param stream whether they are streamed
 * @param includeUsage whether the stream ends with the usage
 */
record Sampling(int choices, OptionalLong limit, boolean stream, boolean includeUsage) {
    private static final int MOST_CHOICES = 128;

    static Sampling of(Parameters parameters, OptionalLong limit) {
        parameters.checkDecimal("temperature", 0, 2);
        parameters.checkDecimal("top_p", 0, 1);
        parameters.checkDecimal("presence_penalty", -2, 2);
        parameters.checkDecimal("frequency_penalty", -2, 2);
        int choices = (int) parameters.integer("n", 1, MOST_CHOICES).orElse(1);
        boolean stream = parameters.flag("stream");
        boolean includeUsage = parameters
                .object("stream_options")
                .map(options -> {
                    if (!stream) {
                        throw new RejectedRequestException(ApiError.invalid(
                                "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                                "stream_options",
                                null));
                    }
                    return options.flag("include_usage");
                })
                .orElse(false);
        return new Sampling(choices, limit, stream, includeUsage);
    }
}
