package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.files.VectorStoreFileStatus;
import dev.sluice.core.assistants.store.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words in which OpenAI refuses what is well said but cannot be. */
public final class Refusals {
    private Refusals() {}

    /** There is no such object, or it is somebody else's. */
    public static RefusedException notFound(Kind kind, String id) {
        String noun = switch (kind) {
            case ASSISTANT -> "assistant";
            case THREAD -> "thread";
            case MESSAGE -> "message";
            case RUN -> "run";
            case RUN_STEP -> "run step";
            case VECTOR_STORE -> "vector store";
            default -> "file";
        };
        return new RefusedException(404, "No " + noun + " found with id '" + id + "'.", null, null);
    }

    /** There is no such file, says the Files API. */
    public static RefusedException noFileObject(String id) {
        return new RefusedException(404, "No such File object: " + id, "id", null);
    }

    /** The file is not in the vector store. */
    public static RefusedException notInStore(String fileId, String storeId) {
        return new RefusedException(
                404, "No file found with id '" + fileId + "' in vector store '" + storeId + "'.", null, null);
    }

    /** There is no such batch in the vector store. */
    public static RefusedException noBatch(String batchId, String storeId) {
        return new RefusedException(
                404, "No file batch found with id '" + batchId + "' in vector store '" + storeId + "'.", null, null);
    }

    /** The batch is over. */
    public static RefusedException cannotCancelBatch(String batchId, VectorStoreFileStatus status) {
        return stateful("Cannot cancel file batch '" + batchId + "' with status '"
                + status.name().toLowerCase(Locale.ROOT) + "'.");
    }

    /** The time of the vector store is over. */
    public static RefusedException expiredStore(String storeId) {
        return stateful("Vector store '" + storeId + "' has expired.");
    }

    /** The thread is locked, and wants no message. */
    public static RefusedException lockedForMessages(String threadId, String runId) {
        return stateful("Can't add messages to " + threadId + " while a run " + runId + " is active.");
    }

    /** The thread is locked, and wants no run. */
    public static RefusedException lockedForRuns(String threadId, String runId) {
        return stateful("Thread " + threadId + " already has an active run " + runId + ".");
    }

    /** The message is being written. */
    public static RefusedException beingWritten(String messageId, @Nullable String runId) {
        return stateful("Can't delete message " + messageId + " while a run " + runId + " is writing it.");
    }

    /** There is nothing to say to a model. */
    public static RefusedException nothingToRun() {
        return new RefusedException(
                400,
                "Run creation requires a Thread with a user message or an assistant with instructions.",
                null,
                "invalid_thread");
    }

    /** The run waits for nothing. */
    public static RefusedException acceptsNoOutputs(String status) {
        return stateful("Runs in status \"" + status + "\" do not accept tool outputs.");
    }

    /** Other outputs than those the run waits for. */
    public static RefusedException otherOutputs(List<String> expected, List<String> got) {
        return stateful("Expected tool outputs for call_ids " + list(expected) + ", got " + list(got));
    }

    private static String list(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /** The run is over, or about to be. */
    public static RefusedException cannotCancel(String status) {
        return stateful("Cannot cancel run with status '" + status + "'.");
    }

    /** No model of this gateway has that name. */
    public static RefusedException noSuchModel(String model) {
        return new RefusedException(
                400, "The requested model '" + model + "' does not exist.", "model", "model_not_found");
    }

    /** A model that says nothing. */
    public static RefusedException unsupportedModel(String model) {
        return new RefusedException(
                400,
                "The requested model '" + model + "' cannot be used with the Assistants API.",
                "model",
                "unsupported_model");
    }

    /** A value that is refused for a reason that the message gives. */
    public static RefusedException invalid(String message, @Nullable String param, String code) {
        return new RefusedException(400, message, param, code);
    }

    /** The place where a page was to begin or end is unknown. */
    public static RefusedException noSuchPlace(String param, String id) {
        return invalid(
                "Invalid '" + param + "': no object with id '" + id + "' is in this list.", param, "invalid_value");
    }

    private static RefusedException stateful(String message) {
        return new RefusedException(400, message, null, null);
    }
}
