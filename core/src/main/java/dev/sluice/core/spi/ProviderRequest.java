package dev.sluice.core.spi;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.realtime.QueryModel;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as a provider sees it: without the gateway's prefix, key and control headers.
 *
 * @param method the method, in upper case
 * @param path the raw path after the gateway's prefix; empty or starting with {@code /}; free of dot segments
 * @param query the raw query without {@code ?}, or null
 * @param headers the headers that may go upstream
 * @param body the body as the client sent it
 * @param model where the body names its model, or null where it does not
 * @param streamed whether the client asked for a streamed answer
 */
public record ProviderRequest(
        String method,
        String path,
        @Nullable String query,
        Headers headers,
        Body body,
        @Nullable ModelField model,
        boolean streamed) {
    /** The same request with other headers. */
    public ProviderRequest withHeaders(Headers others) {
        return new ProviderRequest(method, path, query, others, body, model, streamed);
    }

    /** The body with the model's name replaced, every other byte as it was; the body itself where it names no model. */
    public Body bodyNaming(String upstreamModel) {
        return model == null || upstreamModel.isEmpty() ? body : model.replaceIn(body, upstreamModel);
    }

    /** The query with the model's name replaced, every other byte as it was; the query itself where it names no model. */
    public @Nullable String queryNaming(String upstreamModel) {
        return query == null || upstreamModel.isEmpty()
                ? query
                : QueryModel.in(query)
                        .map(named -> named.replaceIn(query, upstreamModel))
                        .orElse(query);
    }
}
