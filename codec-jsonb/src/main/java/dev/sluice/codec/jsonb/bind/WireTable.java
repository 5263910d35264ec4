package dev.sluice.codec.jsonb.bind;

import static java.util.Map.entry;

import dev.sluice.core.assistants.event.MessageDelta;
import dev.sluice.core.assistants.event.RunStepDelta;
import dev.sluice.core.assistants.files.ChunkingStrategy;
import dev.sluice.core.assistants.files.ContentPage;
import dev.sluice.core.assistants.files.DeletedFile;
import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.FilePurpose;
import dev.sluice.core.assistants.files.SearchPage;
import dev.sluice.core.assistants.files.SearchRanker;
import dev.sluice.core.assistants.files.SearchResult;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.model.ApiError;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Attachment;
import dev.sluice.core.assistants.model.CodeInterpreterCall;
import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.assistants.model.DeletedObject;
import dev.sluice.core.assistants.model.FileSearchCall;
import dev.sluice.core.assistants.model.FileSearchResources;
import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.FunctionCall;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.MessageContent;
import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.assistants.model.PendingToolCalls;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.model.StepDetails;
import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.assistants.model.TextContent;
import dev.sluice.core.assistants.model.TruncationStrategy;
import dev.sluice.core.assistants.request.Include;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.json.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything on the wire that does not follow from the names and the order of the components. */
final class WireTable {
    /** The value of {@code object}. */
    private static final Map<Class<?>, String> OBJECTS = Map.ofEntries(
            entry(Assistant.class, "assistant"),
            entry(AssistantThread.class, "thread"),
            entry(Message.class, "thread.message"),
            entry(MessageDelta.class, "thread.message.delta"),
            entry(Run.class, "thread.run"),
            entry(RunStep.class, "thread.run.step"),
            entry(RunStepDelta.class, "thread.run.step.delta"),
            entry(Page.class, "list"),
            entry(FileObject.class, "file"),
            entry(DeletedFile.class, "file"),
            entry(VectorStore.class, "vector_store"),
            entry(VectorStoreFile.class, "vector_store.file"),
            entry(VectorStoreFileBatch.class, "vector_store.file_batch"),
            entry(SearchPage.class, "vector_store.search_results.page"),
            entry(ContentPage.class, "vector_store.file_content.page"));

    /** Objects whose {@code object} stands before their {@code id}. */
    private static final Set<Class<?>> OBJECT_FIRST = Set.of(FileObject.class, DeletedFile.class);

    /** Objects that spell out what is empty, as null, [] or {}; all others leave it out. */
    private static final Set<Class<?>> SPELLED_OUT = Set.of(
            Assistant.class,
            AssistantThread.class,
            Message.class,
            TextContent.class,
            Attachment.class,
            Run.class,
            PendingToolCalls.class,
            TruncationStrategy.class,
            RunStep.class,
            StepDetails.ToolCalls.class,
            FunctionCall.class,
            CodeInterpreterCall.class,
            FileSearchCall.class,
            FileSearchResult.class,
            CodeInterpreterResources.class,
            FileSearchResources.class,
            Page.class,
            ApiError.class,
            FileObject.class,
            VectorStore.class,
            VectorStoreFile.class,
            SearchPage.class,
            SearchResult.class,
            ContentPage.class,
            SubmitToolOutputs.class);

    /** Members of theirs that are left out all the same. */
    private static final Map<Class<?>, String> LEFT_OUT = Map.of(
            FileSearchCall.class, "ranking_options",
            FileSearchResult.class, "content",
            SubmitToolOutputs.class, "stream");

    private static final Map<Enum<?>, String> WORDS = Map.ofEntries(
            entry(DeletedObject.ASSISTANT, "assistant.deleted"),
            entry(DeletedObject.THREAD, "thread.deleted"),
            entry(DeletedObject.MESSAGE, "thread.message.deleted"),
            entry(DeletedObject.VECTOR_STORE, "vector_store.deleted"),
            entry(DeletedObject.VECTOR_STORE_FILE, "vector_store.file.deleted"),
            entry(FilePurpose.FINE_TUNE, "fine-tune"),
            entry(FilePurpose.FINE_TUNE_RESULTS, "fine-tune-results"),
            entry(SearchRanker.DEFAULT_2024_11_15, "default-2024-11-15"),
            entry(Include.FILE_SEARCH_RESULT_CONTENT, "step_details.tool_calls[*].file_search.results[*].content"));

    private WireTable() {}

    /** The word of a constant: its name in lower case, unless it is in the table. */
    static String word(Enum<?> constant) {
        return WORDS.getOrDefault(constant, Names.lower(constant.name()));
    }

    /** The name of a component's member: the component's in snake case, unless Java does not allow it. */
    static String member(Class<?> type, String component) {
        return type == ChunkingStrategy.Static.class && component.equals("sizes") ? "static" : Names.snake(component);
    }

    /** What {@code object} says of this type; null where it has no such member. */
    static @Nullable String object(Class<?> type) {
        return OBJECTS.get(type);
    }

    /** What {@code type} says of a record that is no case of a family; null where it has no such member. */
    static @Nullable String type(Class<?> type) {
        return type == TextChunk.class ? "text" : null;
    }

    /** Whether {@code object} is the first member whatever comes first else. */
    static boolean objectFirst(Class<?> type) {
        return OBJECT_FIRST.contains(type);
    }

    /** Whether a member that says nothing is left out. */
    static boolean leavesOut(Class<?> type, String member) {
        return !SPELLED_OUT.contains(type) || member.equals(LEFT_OUT.get(type));
    }

    /** The element that a string stands for where a list of this type is due; null where it stands for none. */
    static @Nullable Object alone(Class<?> type, JsonNode node) {
        return type == MessageContent.class
                ? node.asText().map(MessageContent::text).orElse(null)
                : null;
    }
}
