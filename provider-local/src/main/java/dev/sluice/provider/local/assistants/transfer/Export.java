package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.assistants.conversation.Conversations;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.assistants.store.Slice;
import dev.sluice.core.assistants.store.Window;
import dev.sluice.core.http.Body;
import dev.sluice.core.json.Json;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.BodyBytes;
import dev.sluice.provider.local.assistants.vectors.Entries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes what somebody has in a store as lines: each list oldest first, whatever belongs to an object behind it. */
public final class Export {
    private static final int PAGE = 200;
    private static final int LARGEST_FILE = Integer.MAX_VALUE - 16;

    private final AssistantStores stores;
    private final Archive archive;
    private final String owner;
    private final Consumer<String> out;

    /**
     * An export.
     *
     * @param owner the name of the principal whose objects they are
     * @param out takes the lines
     */
    public Export(AssistantStores stores, JsonCodec json, String owner, Consumer<String> out) {
        this.stores = stores;
        this.archive = new Archive(stores.objects(), json);
        this.owner = owner;
        this.out = out;
    }

    /** Writes everything; waits until it is written. */
    public void everything() {
        each(own(Kind.FILE), this::file);
        each(own(Kind.VECTOR_STORE), this::vectorStore);
        each(own(Kind.ASSISTANT), assistant -> line(LineKind.ASSISTANT, assistant));
        each(own(Kind.THREAD), this::thread);
    }

    /** Writes each thread as the requests that make a conversation of it; waits until it is written. */
    public void conversations() {
        each(own(Kind.THREAD), document -> {
            AssistantThread thread = archive.read(document, AssistantThread.class);
            List<Message> messages = new ArrayList<>();
            each(in(Kind.MESSAGE, thread.id()), message -> messages.add(archive.read(message, Message.class)));
            Map<String, List<RunStep>> steps = new LinkedHashMap<>();
            each(in(Kind.RUN, thread.id()), run -> {
                List<RunStep> some = steps.computeIfAbsent(run.key().id(), id -> new ArrayList<>());
                each(in(Kind.RUN_STEP, run.key().id()), step -> some.add(archive.read(step, RunStep.class)));
            });
            JsonNode line = JsonNode.object()
                    .put("thread_id", thread.id())
                    .put(
                            "requests",
                            JsonNode.array(Conversations.requests(thread, Conversations.items(messages, steps))))
                    .build();
            out.accept(text(archive.write(line)));
        });
    }

    private Listing own(Kind kind) {
        return Listing.of(owner, kind, Window.oldest(PAGE));
    }

    private Listing in(Kind kind, String parent) {
        return Listing.in(parent, owner, kind, Window.oldest(PAGE));
    }

    private void each(Listing listing, Consumer<Document> action) {
        Slice slice = join(archive.list(listing));
        slice.documents().forEach(action);
        while (slice.hasMore()) {
            Document last = slice.documents().get(slice.documents().size() - 1);
            slice = join(
                    archive.list(listing.at(Window.oldest(PAGE).after(last.key().id()))));
            slice.documents().forEach(action);
        }
    }

    private void file(Document file) {
        line(LineKind.FILE, file);
        String id = file.key().id();
        join(stores.files().open(id)).ifPresent(body -> content(id, body));
    }

    private void content(String id, Body body) {
        byte[] content = join(BodyBytes.of(body, LARGEST_FILE));
        int from = 0;
        do {
            int end = Math.min(content.length, from + Lines.PIECE);
            out.accept(Lines.content(id, Arrays.copyOfRange(content, from, end), end == content.length));
            from = end;
        } while (from < content.length);
    }

    private void vectorStore(Document store) {
        line(LineKind.VECTOR_STORE, store);
        each(
                in(Kind.VECTOR_STORE_FILE_BATCH, store.key().id()),
                batch -> line(LineKind.VECTOR_STORE_FILE_BATCH, batch));
        each(in(Kind.VECTOR_STORE_FILE, store.key().id()), this::entry);
    }

    private void entry(Document entry) {
        String batches =
                Entries.batches(entry).stream().sorted().map(Json::quote).collect(Collectors.joining(","));
        out.accept(Lines.object(
                LineKind.VECTOR_STORE_FILE,
                text(entry.content()),
                batches.isEmpty() ? "" : ",\"batches\":[" + batches + "]"));
    }

    private void thread(Document thread) {
        line(LineKind.THREAD, thread);
        String id = thread.key().id();
        each(in(Kind.MESSAGE, id), message -> line(LineKind.MESSAGE, message));
        each(in(Kind.RUN, id), this::run);
    }

    /** A run that is not over needs what its engine knows of it. */
    private void run(Document run) {
        Key key = new Key(Kind.RUN_STATE, run.key().id());
        Document state = join(archive.find(Set.of(key))).get(key);
        out.accept(Lines.object(
                LineKind.RUN, text(run.content()), state == null ? "" : ",\"state\":" + text(state.content())));
        each(in(Kind.RUN_STEP, run.key().id()), step -> line(LineKind.RUN_STEP, step));
    }

    private void line(LineKind kind, Document document) {
        out.accept(Lines.object(kind, text(document.content())));
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
