package dev.sluice.testkit.fake.resource;

import dev.sluice.testkit.fake.kind.ObjectKinds;
import dev.sluice.testkit.fake.wire.WireRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every resource behind one door: authentication, routing, errors in OpenAI's shape. Thread-safe. */
public final class FakeApi implements Face {
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Router router = new Router();

    /** An API without accounts. */
    public FakeApi() {
        Models.register(router);
        ChatCompletions.register(router);
        Completions.register(router);
        Embeddings.register(router);
        Responses.register(router);
        Files.register(router);
        Batches.register(router);
        VectorStores.register(router);
        VectorStoreFiles.register(router);
        VectorStoreSearch.register(router);
        Media.register(router);
        Moderations.register(router);
        FineTuning.register(router);
        Assistants.register(router);
        Threads.register(router);
        Messages.register(router);
        Runs.register(router);
        RunSteps.register(router);
        Uploads.register(router);
        RealtimeCalls.register(router);
        Anything.register(router);
        ObjectKinds.ALL.forEach(kind -> KeptObjects.register(router, kind));
    }

    /** The bytes that {@code /audio/speech} gives for a text. */
    public static byte[] speechOf(String text) {
        return Media.speechOf(text);
    }

    /** Opens an account, empty unless it is there already. */
    public void open(String key) {
        accounts.computeIfAbsent(key, name -> new Account(name, id -> own(id, name)));
    }

    /** Rate limits are named for models, alike in every account. */
    private void own(String id, String key) {
        if (!id.startsWith("rl-")) {
            owners.putIfAbsent(id, key);
        }
    }

    /** Whether the key has an account. */
    boolean isOpen(String key) {
        return accounts.containsKey(key);
    }

    /** The key of the account in which each object was made, by its id; deleted objects included. */
    public Map<String, String> owners() {
        return Map.copyOf(owners);
    }

    /** The key of the account in which the object of that id was made. */
    public Optional<String> ownerOf(String id) {
        return Optional.ofNullable(owners.get(id));
    }

    /** The key of the account that the request belongs to; empty if it has no key or an unknown one. */
    @Override
    public Optional<String> account(WireRequest request) {
        return presented(request).filter(this::isOpen);
    }

    /** The answer to a request for a WebSocket that gets none. */
    public Reply.Json refusal(WireRequest request) {
        try {
            authenticate(request);
            Realtime.requireModel(request);
            return new ApiException(404, "Invalid URL (GET " + request.path() + ")", null, null).reply();
        } catch (ApiException e) {
            return e.reply();
        }
    }

    @Override
    public Reply answer(WireRequest request) {
        try {
            Account account = authenticate(request);
            requireBeta(request);
            Router.Match match = route(request);
            synchronized (account) {
                return match.handler().handle(new Call(request, account, match.ids(), owners));
            }
        } catch (ApiException e) {
            return e.reply();
        }
    }

    private Account authenticate(WireRequest request) {
        String key = presented(request)
                .orElseThrow(() -> new ApiException(
                        401,
                        "You didn't provide an API key. You need to provide your API key in an Authorization header"
                                + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field"
                                + " (with blank username) if you're accessing the API from your browser and are"
                                + " prompted for a username and password. You can obtain an API key from"
                                + " https://platform.openai.com/account/api-keys.",
                        null,
                        null));
        @Nullable Account account = accounts.get(key);
        if (account == null) {
            throw new ApiException(
                    401,
                    "Incorrect API key provided: " + masked(key)
                            + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                    null,
                    "invalid_api_key");
        }
        return account;
    }

    private static Optional<String> presented(WireRequest request) {
        return request.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .or(() -> Realtime.keyAmongProtocols(request));
    }

    private static String masked(String key) {
        return key.length() < 12 ? "***" : key.substring(0, 5) + "********" + key.substring(key.length() - 2);
    }

    private static void requireBeta(WireRequest request) {
        String path = request.path() + "/";
        boolean needed =
                path.startsWith(Router.PREFIX + "/assistants/") || path.startsWith(Router.PREFIX + "/threads/");
        boolean sent = request.headers().all("OpenAI-Beta").stream().anyMatch(value -> value.contains("assistants=v2"));
        if (needed && !sent) {
            throw ApiException.badRequest(
                    "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by"
                            + " setting the header 'OpenAI-Beta: assistants=v2'.",
                    null,
                    "invalid_beta");
        }
    }

    private Router.Match route(WireRequest request) {
        String method = request.method();
        String path = request.path();
        return router.find(method, path)
                .or(() -> method.equals("HEAD") ? router.find("GET", path) : Optional.empty())
                .orElseThrow(() -> router.knows(path)
                        ? new ApiException(
                                405,
                                "Not allowed to " + method + " on " + path
                                        + ". (HINT: Perhaps you meant to use a different HTTP method?)",
                                null,
                                "method_not_supported")
                        : new ApiException(404, "Invalid URL (" + method + " " + path + ")", null, null));
    }
}
