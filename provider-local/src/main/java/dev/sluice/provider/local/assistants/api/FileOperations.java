package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.CreateFile;
import dev.sluice.core.assistants.files.DeletedFile;
import dev.sluice.core.assistants.files.FileExpiration;
import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.FilePurpose;
import dev.sluice.core.assistants.files.FileStatus;
import dev.sluice.core.assistants.files.ListFilesQuery;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.form.Boundary;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.spi.FileContents;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Labels;
import dev.sluice.provider.local.assistants.data.Refusals;
import dev.sluice.provider.local.assistants.files.FileKeeper;
import dev.sluice.provider.local.assistants.upload.Upload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Files. */
public final class FileOperations {
    private static final String ID = "file_id";

    private final Desk desk;
    private final FileContents contents;
    private final FileKeeper keeper;
    private final JsonCodec json;

    /** With that desk; the bytes are there, and are kept by that keeper. */
    public FileOperations(Desk desk, FileContents contents, FileKeeper keeper, JsonCodec json) {
        this.desk = desk;
        this.contents = contents;
        this.keeper = keeper;
        this.json = json;
    }

    /** {@code POST /files}. What is refused leaves nothing behind. */
    public CompletionStage<HttpReply> upload(Call call) {
        String boundary = Boundary.of(call.headers().first("Content-Type").orElse(""))
                .orElseThrow(() -> Refusals.invalid(
                        "A file is uploaded as multipart/form-data, with the fields 'file' and 'purpose'.",
                        null,
                        "invalid_content_type"));
        String id = desk.ids().fileId();
        return Upload.read(call.body(), boundary, file -> keeper.keep(id, file))
                .thenCompose(form -> create(call, id, form))
                .handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(reply)
                        : keeper.discard(id).thenCompose(removed -> CompletableFuture.<HttpReply>failedFuture(failure)))
                .thenCompose(reply -> reply);
    }

    private CompletionStage<HttpReply> create(Call call, String id, Upload.Form form) {
        String filename = form.filename();
        if (filename == null) {
            throw Refusals.invalid("Missing required parameter: 'file'.", "file", "missing_required_parameter");
        }
        CreateFile request = desk.codec().readRequest(json.write(fields(form.fields())), CreateFile.class);
        FileObject file = FileObject.builder()
                .id(id)
                .purpose(request.purpose())
                .filename(filename)
                .bytes(form.bytes())
                .createdAt(desk.now())
                .expiresAt(request.expiresAfter()
                        .map(FileExpiration::seconds)
                        .map(seconds -> desk.now() + seconds)
                        .orElse(null))
                .status(FileStatus.PROCESSED)
                .build();
        return keeper.create(call.owner(), file)
                .thenApply(draft -> desk.replies().document(call, draft.content()));
    }

    /** The fields as JSON would have them: what stands in brackets is a member of an object. */
    private static JsonNode fields(Map<String, String> fields) {
        JsonNode.ObjectBuilder request = JsonNode.object();
        JsonNode.ObjectBuilder expiration = JsonNode.object();
        boolean expires = false;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String value = field.getValue();
            switch (field.getKey()) {
                case "expires_after[anchor]" -> expiration.put("anchor", value);
                case "expires_after[seconds]" ->
                    expiration.put(
                            "seconds", value.matches("-?[0-9]{1,18}") ? new NumberNode(value) : JsonNode.of(value));
                default -> request.put(field.getKey(), value);
            }
            expires |= field.getKey().startsWith("expires_after[");
        }
        return (expires ? request.put("expires_after", expiration.build()) : request).build();
    }

    /** {@code GET /files}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListFilesQuery query = desk.query(call, ListFilesQuery.class);
        Listing all = Listing.of(call.owner(), Kind.FILE, Paging.of(query));
        return Pages.reply(
                desk,
                call,
                query.purpose()
                        .map(purpose -> all.labelled(Labels.purpose(purpose)))
                        .orElse(all));
    }

    /** {@code GET /files/{file_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> desk.replies().document(call, document.content()));
    }

    private CompletionStage<Document> document(Call call) {
        return kept(call).thenApply(document -> {
            if (isExpired(document)) {
                throw Refusals.noFileObject(document.key().id());
            }
            return document;
        });
    }

    private CompletionStage<Document> kept(Call call) {
        String id = call.id(ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.FILE, id))
                .thenApply(found -> found.find(Kind.FILE, id).orElseThrow(() -> Refusals.noFileObject(id)));
    }

    private boolean isExpired(Document document) {
        return desk.archive()
                .read(document, FileObject.class)
                .expiresAt()
                .filter(at -> desk.now() >= at)
                .isPresent();
    }

    /** {@code DELETE /files/{file_id}}; it goes out of every vector store. One that is past its time can be deleted, too. */
    public CompletionStage<HttpReply> delete(Call call) {
        DeletedFile deleted = DeletedFile.of(call.id(ID));
        return Archive.retried(() -> kept(call)
                .thenCompose(keeper::delete)
                .thenApply(gone -> gone ? Optional.of(desk.replies().object(call, deleted)) : Optional.empty()));
    }

    /** {@code GET /files/{file_id}/content}; not of what assistants work on, which OpenAI does not give back either. */
    public CompletionStage<HttpReply> content(Call call) {
        return document(call).thenCompose(document -> {
            FileObject file = desk.archive().read(document, FileObject.class);
            if (file.purpose() == FilePurpose.ASSISTANTS) {
                throw Refusals.invalid("Not allowed to download files of purpose: assistants", null, "invalid_value");
            }
            return contents.open(file.id())
                    .thenApply(content -> desk.replies()
                            .file(call, file, content.orElseThrow(() -> Refusals.noFileObject(file.id()))));
        });
    }
}
