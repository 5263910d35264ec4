package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of an assistant or a thread work on.
 *
 * @param codeInterpreter for the code interpreter
 * @param fileSearch for the file search
 * @param extra what the object held beyond this
 */
public record ToolResources(
        Optional<CodeInterpreterResources> codeInterpreter, Optional<FileSearchResources> fileSearch, Extra extra) {
    /** One with no other members. */
    public ToolResources(@Nullable CodeInterpreterResources codeInterpreter, @Nullable FileSearchResources fileSearch) {
        this(Optional.ofNullable(codeInterpreter), Optional.ofNullable(fileSearch), Extra.NONE);
    }

    /** Nothing. */
    public static final ToolResources NONE = new ToolResources(null, null);

    /** Files for the code interpreter. */
    public static ToolResources codeInterpreter(String... fileIds) {
        return new ToolResources(new CodeInterpreterResources(List.of(fileIds)), null);
    }

    /** A vector store for the file search. */
    public static ToolResources fileSearch(String vectorStoreId) {
        return new ToolResources(null, new FileSearchResources(List.of(vectorStoreId)));
    }
}
