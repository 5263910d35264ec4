package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.Json;
import dev.sluice.provider.local.assistants.data.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Parts of lists as answers. Documents are written as they are kept, without being read. */
final class Pages {
    private Pages() {}

    static CompletionStage<HttpReply> reply(Desk desk, Call call, Listing listing) {
        return reply(desk, call, listing, Document::content);
    }

    static CompletionStage<HttpReply> reply(
            Desk desk, Call call, Listing listing, Function<Document, ByteBuffer> content) {
        return reply(desk, call, listing, "", content);
    }

    /** Documents whose ids begin with that of their parent, of which clients do not know. */
    static CompletionStage<HttpReply> replyWithin(Desk desk, Call call, Listing listing, String prefix) {
        Window asked = listing.window();
        Window window = new Window(
                asked.ascending(),
                asked.after().map(prefix::concat),
                asked.before().map(prefix::concat),
                asked.limit());
        return reply(desk, call, listing.at(window), prefix, Document::content);
    }

    private static CompletionStage<HttpReply> reply(
            Desk desk, Call call, Listing listing, String prefix, Function<Document, ByteBuffer> content) {
        return desk.archive().list(listing).thenApply(slice -> {
            slice.unknown().ifPresent(id -> {
                boolean after = listing.window().after().filter(id::equals).isPresent();
                throw Refusals.noSuchPlace(after ? "after" : "before", id.substring(prefix.length()));
            });
            return desk.replies().document(call, page(slice, prefix.length(), content));
        });
    }

    private static Body.Bytes page(Slice slice, int hidden, Function<Document, ByteBuffer> content) {
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(text("{\"object\":\"list\",\"data\":["));
        List<Document> documents = slice.documents();
        for (int i = 0; i < documents.size(); i++) {
            if (i > 0) {
                parts.add(text(","));
            }
            parts.add(content.apply(documents.get(i)).duplicate());
        }
        boolean empty = documents.isEmpty();
        String first = empty ? "null" : Json.quote(documents.get(0).key().id().substring(hidden));
        String last = empty
                ? "null"
                : Json.quote(documents.get(documents.size() - 1).key().id().substring(hidden));
        parts.add(text("],\"first_id\":" + first + ",\"last_id\":" + last + ",\"has_more\":" + slice.hasMore() + "}"));
        return new Body.Bytes(
                parts, parts.stream().mapToLong(ByteBuffer::remaining).sum());
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
