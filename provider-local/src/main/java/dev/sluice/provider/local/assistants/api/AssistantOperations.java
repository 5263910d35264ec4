package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.Deleted;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.ResponseFormat;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Document;
import dev.sluice.core.assistants.store.Draft;
import dev.sluice.core.assistants.store.Key;
import dev.sluice.core.assistants.store.Kind;
import dev.sluice.core.assistants.store.Listing;
import dev.sluice.core.http.HttpReply;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.Normal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Assistants. */
public final class AssistantOperations {
    private static final String ID = "assistant_id";

    private final Desk desk;
    private final Resources resources;

    /** With that desk. */
    public AssistantOperations(Desk desk, Resources resources) {
        this.desk = desk;
        this.resources = resources;
    }

    /** {@code POST /assistants}. */
    public CompletionStage<HttpReply> create(Call call) {
        CreateAssistant request = desk.body(call, CreateAssistant.class);
        desk.checkModel(request.model());
        List<Tool> tools = Normal.tools(request.tools());
        return resources
                .forAssistant(call.owner(), request.toolResources(), request.model())
                .thenCompose(own -> {
                    Assistant assistant = Assistant.builder()
                            .id(desk.ids().id("asst_"))
                            .createdAt(desk.now())
                            .name(request.name().orElse(null))
                            .description(request.description().orElse(null))
                            .model(request.model())
                            .instructions(request.instructions().orElse(null))
                            .tools(tools)
                            .topP(request.topP().orElse(1.0))
                            .temperature(request.temperature().orElse(1.0))
                            .reasoningEffort(request.reasoningEffort().orElse(null))
                            .toolResources(Normal.resources(own.resources(), tools))
                            .metadata(request.metadata())
                            .responseFormat(request.responseFormat().orElse(ResponseFormat.Mode.AUTO))
                            .build();
                    Draft draft = desk.archive().draft(Kind.ASSISTANT, assistant.id(), call.owner(), assistant);
                    Change.Builder change = Change.builder().create(draft);
                    own.writes().accept(change);
                    return desk.archive().create(change).thenApply(outcome -> {
                        desk.wake().run();
                        return desk.replies().document(call, draft.content());
                    });
                });
    }

    /** {@code GET /assistants}. */
    public CompletionStage<HttpReply> list(Call call) {
        ListQuery query = desk.query(call, ListQuery.class);
        return Pages.reply(desk, call, Listing.of(call.owner(), Kind.ASSISTANT, Paging.of(query)));
    }

    /** {@code GET /assistants/{assistant_id}}. */
    public CompletionStage<HttpReply> get(Call call) {
        return document(call).thenApply(document -> desk.replies().document(call, document.content()));
    }

    private CompletionStage<Document> document(Call call) {
        String id = call.id(ID);
        return desk.archive()
                .get(call.owner(), new Key(Kind.ASSISTANT, id))
                .thenApply(found -> found.get(Kind.ASSISTANT, id));
    }

    /** {@code POST /assistants/{assistant_id}}. */
    public CompletionStage<HttpReply> modify(Call call) {
        ModifyAssistant request = desk.body(call, ModifyAssistant.class);
        request.model().ifPresent(desk::checkModel);
        return document(call)
                .thenCompose(before -> resources.existing(
                        call.owner(),
                        request.toolResources().toOptional(),
                        request.model()
                                .orElseGet(() -> desk.archive()
                                        .read(before, Assistant.class)
                                        .model())))
                .thenCompose(checked -> Archive.retried(() -> document(call).thenCompose(document -> {
                    Assistant changed = changed(desk.archive().read(document, Assistant.class), request);
                    Draft draft = Draft.next(document, desk.archive().write(changed));
                    return desk.archive()
                            .commit(Change.builder().write(draft, document.version()))
                            .thenApply(outcome -> Archive.unlessConflict(
                                    outcome, () -> desk.replies().document(call, draft.content())));
                })));
    }

    private static Assistant changed(Assistant assistant, ModifyAssistant request) {
        List<Tool> tools = request.tools().map(Normal::tools).orElse(assistant.tools());
        ToolResources given = request.toolResources().over(assistant.toolResources());
        Map<String, String> metadata = request.metadata().toOptional().orElse(assistant.metadata());
        Double topP = request.topP().over(assistant.topP().orElse(null));
        Double temperature = request.temperature().over(assistant.temperature().orElse(null));
        return assistant.toBuilder()
                .model(request.model().orElse(assistant.model()))
                .reasoningEffort(request.reasoningEffort()
                        .over(assistant.reasoningEffort().orElse(null)))
                .name(request.name().over(assistant.name().orElse(null)))
                .description(request.description().over(assistant.description().orElse(null)))
                .instructions(
                        request.instructions().over(assistant.instructions().orElse(null)))
                .tools(tools)
                .toolResources(Normal.resources(given == null ? ToolResources.NONE : given, tools))
                .metadata(metadata)
                .temperature(temperature == null ? Double.valueOf(1) : temperature)
                .topP(topP == null ? Double.valueOf(1) : topP)
                .responseFormat(request.responseFormat()
                        .toOptional()
                        .orElseGet(() -> request.responseFormat().isNull()
                                ? ResponseFormat.Mode.AUTO
                                : assistant.responseFormat().orElse(ResponseFormat.Mode.AUTO)))
                .build();
    }

    /** {@code DELETE /assistants/{assistant_id}}; its runs go on. */
    public CompletionStage<HttpReply> delete(Call call) {
        return Archive.retried(() -> document(call)
                .thenCompose(document -> desk.archive()
                        .commit(Change.builder().delete(document))
                        .thenApply(outcome -> Archive.unlessConflict(
                                outcome,
                                () -> desk.replies().object(call, Deleted.of(call.id(ID), DeletedObject.ASSISTANT))))));
    }
}
