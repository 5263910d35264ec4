package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.CodeInterpreterResources;
import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tools of a new assistant or thread work on.
 *
 * @param codeInterpreter for the code interpreter
 * @param fileSearch for the file search
 * @param extra what the object held beyond this
 */
public record NewToolResources(
        Optional<CodeInterpreterResources> codeInterpreter, Optional<NewFileSearchResources> fileSearch, Extra extra) {
    /** One with no other members. */
    public NewToolResources(
            @Nullable CodeInterpreterResources codeInterpreter, @Nullable NewFileSearchResources fileSearch) {
        this(Optional.ofNullable(codeInterpreter), Optional.ofNullable(fileSearch), Extra.NONE);
    }

    /** Files for the code interpreter. */
    public static NewToolResources codeInterpreter(String... fileIds) {
        return new NewToolResources(new CodeInterpreterResources(List.of(fileIds)), null);
    }

    /** A vector store for the file search. */
    public static NewToolResources fileSearch(String vectorStoreId) {
        return new NewToolResources(null, new NewFileSearchResources(List.of(vectorStoreId), List.of()));
    }

    /** Files for the file search; a vector store is made of them. */
    public static NewToolResources fileSearchIn(List<String> fileIds) {
        NewVectorStore store = new NewVectorStore(fileIds, null, Map.of());
        return new NewToolResources(null, new NewFileSearchResources(List.of(), List.of(store)));
    }
}
