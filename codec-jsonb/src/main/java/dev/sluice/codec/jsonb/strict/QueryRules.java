package dev.sluice.codec.jsonb.strict;

import dev.sluice.codec.jsonb.strict.Numbers.Whole;

/** Queries. They take parameters that are unknown: a client in Azure's style always sends {@code api-version}. */
final class QueryRules {
    private static final Rule INCLUDE =
            Items.of(Text.oneOf("step_details.tool_calls[*].file_search.results[*].content"));

    static final Shape LIST = list(100).optional("before", Text.ANY);

    static final Shape LIST_MESSAGES = LIST.optional("run_id", Text.ANY);

    static final Shape LIST_RUN_STEPS = LIST.optional("include", INCLUDE);

    static final Shape GET = Shape.EMPTY.optional("include", INCLUDE).open();

    static final Shape LIST_FILES = list(10_000).optional("purpose", Text.ANY);

    static final Shape LIST_STORE_FILES =
            LIST.optional("filter", Text.oneOf("in_progress", "completed", "failed", "cancelled"));

    private QueryRules() {}

    private static Shape list(int most) {
        return Shape.EMPTY
                .optional("limit", new Whole(1, most))
                .optional("order", Text.oneOf("asc", "desc"))
                .optional("after", Text.ANY)
                .open();
    }
}
