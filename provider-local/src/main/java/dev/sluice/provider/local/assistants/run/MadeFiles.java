package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.files.FileObject;
import dev.sluice.core.assistants.files.FilePurpose;
import dev.sluice.core.assistants.files.FileStatus;
import dev.sluice.core.assistants.model.CodeOutput;
import dev.sluice.core.assistants.model.FileReference;
import dev.sluice.core.http.Body;
import dev.sluice.provider.local.assistants.account.ModelAccount;
import dev.sluice.provider.local.assistants.turn.CodeResult;
import dev.sluice.provider.local.assistants.turn.MadeFile;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what code made in the account of a model, whose containers live no longer than minutes, as files of whoever the run
 * belongs to. What cannot be had is left out: a run can do without.
 */
final class MadeFiles {
    private static final Pattern IMAGE = Pattern.compile("data:image/([a-z]+);base64,(.*)", Pattern.DOTALL);

    private final RunTools tools;
    private final ModelAccount account;

    MadeFiles(RunTools tools, ModelAccount account) {
        this.tools = tools;
        this.account = account;
    }

    /** What code wrote, as steps show it: its images are files. */
    CompletionStage<List<CodeOutput>> outputs(List<CodeResult> results) {
        CompletionStage<List<CodeOutput>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (CodeResult result : results) {
            all = all.thenCombine(output(result), (outputs, output) -> {
                output.ifPresent(outputs::add);
                return outputs;
            });
        }
        return all;
    }

    private CompletionStage<Optional<CodeOutput>> output(CodeResult result) {
        if (result instanceof CodeResult.Logs logs) {
            return CompletableFuture.completedFuture(Optional.of(new CodeOutput.Logs(logs.text())));
        }
        Matcher image = IMAGE.matcher(((CodeResult.Image) result).url());
        if (!image.matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return decoded(image.group(2))
                .map(bytes -> keep("image." + image.group(1), bytes))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(kept -> kept.map(id -> new CodeOutput.Image(new FileReference(id))));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The id of the file that one in a container is kept as. */
    CompletionStage<Optional<String>> kept(MadeFile file) {
        return account.read(file.containerId(), file.fileId())
                .thenCompose(content -> content.map(bytes -> keep(file.name(), bytes))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .exceptionally(unreachable -> Optional.empty());
    }

    private CompletionStage<Optional<String>> keep(String name, byte[] content) {
        String id = tools.ids().fileId();
        return tools.keeper()
                .keep(id, Body.Bytes.of(content))
                .thenCompose(size -> tools.keeper().create(account.owner(), file(id, name, size)))
                .thenApply(created -> Optional.of(id))
                .exceptionally(failure -> Optional.empty());
    }

    private FileObject file(String id, String name, long size) {
        return FileObject.builder()
                .id(id)
                .purpose(FilePurpose.ASSISTANTS_OUTPUT)
                .filename(name)
                .bytes(size)
                .createdAt(tools.clock().instant().getEpochSecond())
                .status(FileStatus.PROCESSED)
                .build();
    }
}
