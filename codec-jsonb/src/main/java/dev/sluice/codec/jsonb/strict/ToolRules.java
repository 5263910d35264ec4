package dev.sluice.codec.jsonb.strict;

import dev.sluice.codec.jsonb.strict.Numbers.Decimal;
import dev.sluice.codec.jsonb.strict.Numbers.Whole;

/** Tools, what they work on, what the model must call, what it must answer. */
final class ToolRules {
    private static final String FUNCTION_NAME = "^[a-zA-Z0-9_-]+$";

    private static final Shape NO_OPTIONS = Shape.EMPTY;

    private static final Rule NAME = Text.upTo(64).notEmpty().matching(FUNCTION_NAME);

    private static final Rule FUNCTION = Shape.EMPTY
            .required("name", NAME)
            .optional("description", Text.ANY)
            .optional("parameters", Kind.OBJECT)
            .optional("strict", Kind.BOOLEAN.orNull());

    /** Answers hold {@code hybrid_search}, so a client that sends back what it got has it too. */
    private static final Rule RANKING_OPTIONS = Shape.EMPTY
            .optional("ranker", Text.oneOf("auto", "default_2024_08_21"))
            .required("score_threshold", new Decimal(0, 1))
            .optional("hybrid_search", Kind.OBJECT.orNull());

    private static final Rule FILE_SEARCH =
            Shape.EMPTY.optional("max_num_results", new Whole(1, 50)).optional("ranking_options", RANKING_OPTIONS);

    static final Rule TOOL = Tagged.NONE
            .or("code_interpreter", NO_OPTIONS)
            .or("file_search", Shape.EMPTY.optional("file_search", FILE_SEARCH))
            .or("function", Shape.EMPTY.required("function", FUNCTION));

    /** Tools of an assistant. */
    static final Rule TOOLS = Items.of(TOOL).upTo(128);

    /** Tools of a run. */
    static final Rule RUN_TOOLS = Items.of(TOOL).upTo(20).orNull();

    /** Tools that open an attachment. */
    static final Rule ATTACHMENT_TOOLS =
            Items.of(Tagged.NONE.or("code_interpreter", NO_OPTIONS).or("file_search", NO_OPTIONS));

    private static final Rule CODE_INTERPRETER_RESOURCES =
            Shape.EMPTY.optional("file_ids", Items.of(Text.ANY).upTo(20));

    private static final Rule STORE_IDS = Items.of(Text.ANY).upTo(1);

    static final Rule RESOURCES = Shape.EMPTY
            .optional("code_interpreter", CODE_INTERPRETER_RESOURCES)
            .optional("file_search", Shape.EMPTY.optional("vector_store_ids", STORE_IDS))
            .orNull();

    private static final Rule NEW_STORE = Shape.EMPTY
            .optional("file_ids", CommonRules.IDS)
            .optional("chunking_strategy", CommonRules.CHUNKING_STRATEGY)
            .optional("metadata", CommonRules.METADATA);

    private static final Rule NEW_FILE_SEARCH = Shape.EMPTY
            .optional("vector_store_ids", STORE_IDS)
            .optional("vector_stores", Items.of(NEW_STORE).upTo(1))
            .also(CommonRules.notBoth("vector_store_ids", "vector_stores"));

    static final Rule NEW_RESOURCES = Shape.EMPTY
            .optional("code_interpreter", CODE_INTERPRETER_RESOURCES)
            .optional("file_search", NEW_FILE_SEARCH)
            .orNull();

    static final Rule TOOL_CHOICE = new Either(
                    Text.oneOf("none", "auto", "required"),
                    Tagged.NONE
                            .or("function", Shape.EMPTY.required("function", Shape.EMPTY.required("name", Text.ANY)))
                            .or("code_interpreter", NO_OPTIONS)
                            .or("file_search", NO_OPTIONS))
            .orNull();

    private static final Rule JSON_SCHEMA = Shape.EMPTY
            .required("name", NAME)
            .optional("description", Text.ANY)
            .optional("schema", Kind.OBJECT)
            .optional("strict", Kind.BOOLEAN.orNull());

    static final Rule RESPONSE_FORMAT = new Either(
                    Text.oneOf("auto"),
                    Tagged.NONE
                            .or("text", NO_OPTIONS)
                            .or("json_object", NO_OPTIONS)
                            .or("json_schema", Shape.EMPTY.required("json_schema", JSON_SCHEMA)))
            .orNull();

    private ToolRules() {}
}
