package dev.sluice.codec.jsonb.strict;

import static java.util.Map.entry;

import dev.sluice.core.assistants.files.CreateFile;
import dev.sluice.core.assistants.files.CreateVectorStore;
import dev.sluice.core.assistants.files.CreateVectorStoreFile;
import dev.sluice.core.assistants.files.CreateVectorStoreFileBatch;
import dev.sluice.core.assistants.files.ListFilesQuery;
import dev.sluice.core.assistants.files.ListVectorStoreFilesQuery;
import dev.sluice.core.assistants.files.ModifyVectorStore;
import dev.sluice.core.assistants.files.ModifyVectorStoreFile;
import dev.sluice.core.assistants.files.SearchVectorStore;
import dev.sluice.core.assistants.request.CancelRun;
import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.CreateThreadAndRun;
import dev.sluice.core.assistants.request.IncludeQuery;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.request.ModifyAssistant;
import dev.sluice.core.assistants.request.ModifyMessage;
import dev.sluice.core.assistants.request.ModifyRun;
import dev.sluice.core.assistants.request.ModifyThread;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of every request, by its type. */
public final class Requests {
    private static final Map<Class<?>, Shape> BODIES = Map.ofEntries(
            entry(CreateAssistant.class, ThreadRules.CREATE_ASSISTANT),
            entry(ModifyAssistant.class, ThreadRules.MODIFY_ASSISTANT),
            entry(CreateThread.class, ThreadRules.CREATE_THREAD),
            entry(ModifyThread.class, ThreadRules.MODIFY_THREAD),
            entry(CreateMessage.class, ThreadRules.CREATE_MESSAGE),
            entry(ModifyMessage.class, ThreadRules.MODIFY_METADATA),
            entry(CreateRun.class, ThreadRules.CREATE_RUN),
            entry(CreateThreadAndRun.class, ThreadRules.CREATE_THREAD_AND_RUN),
            entry(ModifyRun.class, ThreadRules.MODIFY_METADATA),
            entry(CancelRun.class, Shape.EMPTY),
            entry(SubmitToolOutputs.class, ThreadRules.SUBMIT_TOOL_OUTPUTS),
            entry(CreateFile.class, FileRules.CREATE_FILE),
            entry(CreateVectorStore.class, FileRules.CREATE_STORE),
            entry(ModifyVectorStore.class, FileRules.MODIFY_STORE),
            entry(SearchVectorStore.class, FileRules.SEARCH_STORE),
            entry(CreateVectorStoreFile.class, FileRules.CREATE_STORE_FILE),
            entry(ModifyVectorStoreFile.class, FileRules.MODIFY_STORE_FILE),
            entry(CreateVectorStoreFileBatch.class, FileRules.CREATE_BATCH));

    private static final Map<Class<?>, Shape> QUERIES = Map.of(
            ListQuery.class, QueryRules.LIST,
            ListMessagesQuery.class, QueryRules.LIST_MESSAGES,
            ListRunStepsQuery.class, QueryRules.LIST_RUN_STEPS,
            IncludeQuery.class, QueryRules.GET,
            ListFilesQuery.class, QueryRules.LIST_FILES,
            ListVectorStoreFilesQuery.class, QueryRules.LIST_STORE_FILES);

    private Requests() {}

    /** The failure of a body that is no JSON. */
    public static GatewayException notJson() {
        return Refusal.notJson();
    }

    /** Refuses the body of a request of this type if it breaks a rule. */
    public static void checkBody(JsonNode body, Class<?> type) {
        shape(BODIES, type).check(body, Path.ROOT);
    }

    /** Refuses a query of this type if it breaks a rule. */
    public static void checkQuery(JsonNode query, Class<?> type) {
        shape(QUERIES, type).check(query, Path.ROOT);
    }

    /** Refuses a type that is no query. */
    public static void requireQuery(Class<?> type) {
        shape(QUERIES, type);
    }

    /** The types of all bodies. */
    public static Set<Class<?>> bodies() {
        return BODIES.keySet();
    }

    /** The types of all queries. */
    public static Set<Class<?>> queries() {
        return QUERIES.keySet();
    }

    /** The names of the members that a request of this type may have. */
    public static List<String> memberNames(Class<?> type) {
        return shape(BODIES.containsKey(type) ? BODIES : QUERIES, type).names();
    }

    private static Shape shape(Map<Class<?>, Shape> shapes, Class<?> type) {
        Shape shape = shapes.get(type);
        if (shape == null) {
            throw new IllegalArgumentException("No request of the Assistants API: " + type.getName());
        }
        return shape;
    }
}
