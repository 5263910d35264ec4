package dev.sluice.provider.local.assistants.transfer;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.VectorStore;
import dev.sluice.core.assistants.files.VectorStoreFile;
import dev.sluice.core.assistants.files.VectorStoreFileBatch;
import dev.sluice.core.assistants.model.Assistant;
import dev.sluice.core.assistants.model.AssistantThread;
import dev.sluice.core.assistants.model.Message;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStep;
import dev.sluice.core.assistants.store.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an object on a line is. */
public enum LineKind {
    FILE(Kind.FILE, FileObject.class),
    VECTOR_STORE(Kind.VECTOR_STORE, VectorStore.class),
    VECTOR_STORE_FILE_BATCH(Kind.VECTOR_STORE_FILE_BATCH, VectorStoreFileBatch.class),
    VECTOR_STORE_FILE(Kind.VECTOR_STORE_FILE, VectorStoreFile.class),
    ASSISTANT(Kind.ASSISTANT, Assistant.class),
    THREAD(Kind.THREAD, AssistantThread.class),
    MESSAGE(Kind.MESSAGE, Message.class),
    RUN(Kind.RUN, Run.class),
    RUN_STEP(Kind.RUN_STEP, RunStep.class);

    private final Kind kind;
    private final Class<?> type;

    LineKind(Kind kind, Class<?> type) {
        this.kind = kind;
        this.type = type;
    }

    Kind kind() {
        return kind;
    }

    Class<?> type() {
        return type;
    }

    /** As lines say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LineKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
