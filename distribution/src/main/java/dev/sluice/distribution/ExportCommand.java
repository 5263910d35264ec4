package dev.sluice.distribution;

import dev.sluice.provider.local.assistants.transfer.Export;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice export}: writes assistants and everything that belongs to them as lines of JSON. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write assistants, threads, messages, runs, steps, files and vector stores as lines of JSON.",
            "docs/assistants-local.md says how the lines look."
        })
final class ExportCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write (default: standard output).")
    private @Nullable Path target;

    @Option(
            names = "--conversations",
            description = "Write each thread as the requests that make a conversation of the Responses API of it.")
    private boolean conversations;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Read from a server that still has the Assistants API, such as https://api.openai.com/v1,"
                    + " instead of the store.")
    private @Nullable String from;

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            defaultValue = "OPENAI_API_KEY",
            description = "With --from: the environment variable that holds the key (default: OPENAI_API_KEY).")
    private String keyVariable = "OPENAI_API_KEY";

    @Option(names = "--thread", paramLabel = "ID", description = "With --from: a thread to read; may be repeated.")
    private List<String> threads = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "FILE",
            description = "With --from: the ids of threads to read, one on a line. OpenAI does not list them.")
    private @Nullable Path threadsFile;

    private final PrintStream err = System.err;

    @Override
    public Integer call() {
        try (OutputStream out = open()) {
            write(line -> {
                try {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            return 0;
        } catch (StartFailure | FetchException failure) {
            err.println(failure.getMessage());
        } catch (IOException | UncheckedIOException failure) {
            err.println("Cannot write" + (target == null ? "" : " " + target) + ": " + failure.getMessage());
        } catch (CompletionException failure) {
            err.println(
                    "The store failed: " + (failure.getCause() == null ? failure : failure.getCause()).getMessage());
        }
        err.println("The export is not complete.");
        return FAILED;
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(target == null ? System.out : Files.newOutputStream(target));
    }

    private void write(Consumer<String> lines) throws IOException, FetchException {
        if (from != null) {
            if (conversations) {
                throw new FetchException("--conversations reads the store: import what you fetched first.");
            }
            new UpstreamExport(from, System.getenv(keyVariable), lines, err).everything(wantedThreads());
            return;
        }
        try (StoreOptions.OpenStore open = store.open()) {
            Export export = new Export(open.stores(), open.json(), open.owner(), lines);
            if (conversations) {
                export.conversations();
            } else {
                export.everything();
            }
        }
    }

    private List<String> wantedThreads() throws FetchException {
        List<String> wanted = new ArrayList<>(threads);
        if (threadsFile != null) {
            try {
                Files.readAllLines(threadsFile).stream()
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .forEach(wanted::add);
            } catch (IOException failure) {
                throw new FetchException("Cannot read " + threadsFile + ": " + failure.getMessage());
            }
        }
        return wanted;
    }
}
