package dev.sluice.provider.azure;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.JsonCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Entra answers. Of a refusal only codes are told: its text may repeat what it was sent. */
final class TokenReader {
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern REASON = Pattern.compile("^AADSTS[0-9]{1,9}(?=\\b)");
    private static final Set<String> CODES = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "invalid_scope",
            "invalid_resource",
            "unauthorized_client",
            "unsupported_grant_type",
            "temporarily_unavailable");

    private final JsonCodec json;

    TokenReader(JsonCodec json) {
        this.json = json;
    }

    /**
     * What came.
     *
     * @param status the status
     * @param body the whole body
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(int status, byte[] body) {}

    /** The token in the answer to a request of that time; fails as {@link NoToken} says. */
    Grant grant(Answer answer, Instant asked) {
        JsonNode document = parse(answer.body());
        if (answer.status() != 200) {
            throw refused(answer.status(), document);
        }
        Optional<String> token = text(document, "access_token")
                .filter(value -> VISIBLE.matcher(value).matches());
        Optional<Duration> life = document.get("expires_in").flatMap(TokenReader::seconds);
        if (token.isEmpty() || life.isEmpty()) {
            throw NoToken.because("what azure_authority_host answers holds none. Check that it is Entra's.");
        }
        return Grant.of(Secret.of(token.get()), asked, life.get());
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.parse(body);
        } catch (GatewayException noJson) {
            return JsonNode.object().build();
        }
    }

    private static Optional<String> text(JsonNode document, String member) {
        return document.get(member).flatMap(JsonNode::asText);
    }

    /** A number, which some servers write as a string. */
    private static Optional<Duration> seconds(JsonNode value) {
        return Optional.of(value)
                .flatMap(node -> node instanceof NumberNode number ? Optional.of(number.literal()) : node.asText())
                .filter(literal -> SECONDS.matcher(literal).matches())
                .map(literal -> Duration.ofSeconds(Long.parseLong(literal)))
                .filter(life -> !life.isZero())
                .map(life -> life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE);
    }

    private static GatewayException refused(int status, JsonNode document) {
        String code = text(document, "error").filter(CODES::contains).orElse("");
        Matcher reason = REASON.matcher(text(document, "error_description").orElse(""));
        String advice = switch (code) {
            case "invalid_scope", "invalid_resource" -> "Check azure_scope and tenant_id.";
            case "temporarily_unavailable" -> "Try again later.";
            default ->
                status == 429 || status >= 500 ? "Try again later." : "Check tenant_id, client_id and client_secret.";
        };
        return NoToken.because("Entra refuses with " + status + (code.isEmpty() ? "" : " " + code)
                + (reason.find() ? " (" + reason.group() + ")" : "") + ". " + advice);
    }
}
