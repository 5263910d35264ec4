package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applications that may have tokens, and the tokens they got. Every tenant has the same ones. Thread-safe. */
public final class EntraAccounts {
    private static final Pattern ENDPOINT = Pattern.compile("/[^/]+/oauth2/v2\\.0/token");
    private static final long LIFE = 3600;

    private final Map<String, Application> applications = new ConcurrentHashMap<>();
    private final Map<String, String> keyOfToken = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    /** No applications. */
    public EntraAccounts() {}

    private record Application(String secret, String key) {}

    /** Lets an application have tokens for the account of that key. */
    public void register(String clientId, String secret, String key) {
        applications.put(clientId, new Application(secret, key));
    }

    /** How many tokens were given out. */
    public int issued() {
        return issued.get();
    }

    /** The account of the token that the request carries. */
    Optional<String> account(WireRequest request) {
        return request.headers()
                .first("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> keyOfToken.get(value.substring("Bearer ".length())));
    }

    /** The answer to a request for a token; empty if it is none. */
    Optional<Reply> token(WireRequest request) {
        Matcher endpoint = ENDPOINT.matcher(request.path());
        return request.method().equals("POST") && endpoint.matches()
                ? Optional.of(grant(form(request)))
                : Optional.empty();
    }

    private Reply grant(Map<String, String> form) {
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }
        if (!form.getOrDefault("scope", "").endsWith("/.default")) {
            return refusal(400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.");
        }
        Application application = applications.get(form.getOrDefault("client_id", ""));
        if (application == null) {
            return refusal(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }
        if (!application.secret().equals(form.get("client_secret"))) {
            return refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }
        String token = "entra-token-" + issued.incrementAndGet();
        keyOfToken.put(token, application.key());
        return Reply.ok(JsonNode.object()
                .put("token_type", "Bearer")
                .put("expires_in", LIFE)
                .put("ext_expires_in", LIFE)
                .put("access_token", token)
                .build());
    }

    private static Reply refusal(int status, String error, String description) {
        return new Reply.Json(
                status,
                JsonNode.object()
                        .put("error", error)
                        .put("error_description", description)
                        .build());
    }

    private static Map<String, String> form(WireRequest request) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : request.text().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
