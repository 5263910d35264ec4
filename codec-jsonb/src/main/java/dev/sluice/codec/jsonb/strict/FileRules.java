package dev.sluice.codec.jsonb.strict;

import dev.sluice.codec.jsonb.strict.Numbers.Decimal;
import dev.sluice.codec.jsonb.strict.Numbers.Whole;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.List;

/** Files and vector stores. */
final class FileRules {
    private static final Rule ATTRIBUTES = new Properties(new Attribute()).orNull();

    private static final Rule FILE_EXPIRATION =
            Shape.EMPTY.required("anchor", Text.oneOf("created_at")).required("seconds", new Whole(3600, 2_592_000));

    static final Shape CREATE_FILE = Shape.EMPTY
            .required("purpose", Text.oneOf("assistants", "batch", "fine-tune", "vision", "user_data", "evals"))
            .optional("expires_after", FILE_EXPIRATION);

    private static final Rule STORE_EXPIRATION =
            Shape.EMPTY.required("anchor", Text.oneOf("last_active_at")).required("days", new Whole(1, 365));

    static final Shape CREATE_STORE = Shape.EMPTY
            .optional("file_ids", Items.of(Text.ANY).upTo(500))
            .optional("name", Text.ANY)
            .optional("description", Text.ANY)
            .optional("expires_after", STORE_EXPIRATION)
            .optional("chunking_strategy", CommonRules.CHUNKING_STRATEGY)
            .optional("metadata", CommonRules.METADATA);

    static final Shape MODIFY_STORE = Shape.EMPTY
            .optional("name", Text.ANY.orNull())
            .optional("expires_after", STORE_EXPIRATION.orNull())
            .optional("metadata", CommonRules.METADATA);

    private static final Rule RANKING = Shape.EMPTY
            .optional("ranker", Text.oneOf("none", "auto", "default-2024-11-15"))
            .optional("score_threshold", new Decimal(0, 1));

    static final Shape SEARCH_STORE = Shape.EMPTY
            .required("query", new Either(Text.ANY, Items.of(Text.ANY)))
            .optional("rewrite_query", Kind.BOOLEAN)
            .optional("max_num_results", new Whole(1, 50))
            .optional("filters", new FilterRule())
            .optional("ranking_options", RANKING);

    static final Shape CREATE_STORE_FILE = Shape.EMPTY
            .required("file_id", Text.ANY)
            .optional("attributes", ATTRIBUTES)
            .optional("chunking_strategy", CommonRules.CHUNKING_STRATEGY);

    static final Shape MODIFY_STORE_FILE = Shape.EMPTY.required("attributes", ATTRIBUTES);

    static final Shape CREATE_BATCH = Shape.EMPTY
            .optional("file_ids", Items.of(Text.ANY).notEmpty().upTo(2000))
            .optional("files", Items.of(CREATE_STORE_FILE).notEmpty().upTo(2000))
            .optional("attributes", ATTRIBUTES)
            .optional("chunking_strategy", CommonRules.CHUNKING_STRATEGY)
            .also(CommonRules.notBoth("file_ids", "files"))
            .also(FileRules::checkFiles);

    private FileRules() {}

    private static void checkFiles(JsonNode value, Path at) {
        if (value.get("file_ids").isEmpty() && value.get("files").isEmpty()) {
            throw Refusal.missing(at.member("file_ids"));
        }
    }

    /** A string that is not too long, a number, or a boolean. */
    private record Attribute() implements Rule {
        private static final Rule TEXT = Text.upTo(512);

        @Override
        public void check(JsonNode value, Path at) {
            requireFit(value, at);
            if (TEXT.fits(value)) {
                TEXT.check(value, at);
            }
        }

        @Override
        public List<String> kinds() {
            return List.of("a string", "a decimal", "a boolean");
        }

        @Override
        public boolean fits(JsonNode value) {
            return TEXT.fits(value) || value instanceof NumberNode || value instanceof BooleanNode;
        }
    }
}
