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
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code sluice export}: writes assistants and everything that belongs to them as lines of JSON. */
final class ExportCommand implements Command {
    private static final int FAILED = 1;
    private static final String USUAL_KEY = "OPENAI_API_KEY";

    private final PrintStream err = System.err;

    @Override
    public String syntax() {
        return "sluice export [options]";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Write assistants, threads, messages, runs, steps, files and vector stores as lines of JSON.",
                "docs/assistants-local.md says how the lines look.");
    }

    @Override
    public Options options() {
        return StoreOptions.options()
                .addOption(Command.taking("FILE", "out", "Where to write (default: standard output)."))
                .addOption(Option.builder()
                        .longOpt("conversations")
                        .desc("Write each thread as the requests that make a conversation of the Responses API of it.")
                        .get())
                .addOption(Command.taking(
                        "URL",
                        "from",
                        "Read from a server that still has the Assistants API, such as https://api.openai.com/v1,"
                                + " instead of the store."))
                .addOption(Command.taking(
                        "NAME",
                        "key-env",
                        "With --from: the environment variable that holds the key (default: " + USUAL_KEY + ")."))
                .addOption(Command.taking("ID", "thread", "With --from: a thread to read; may be repeated."))
                .addOption(Command.taking(
                        "FILE",
                        "threads",
                        "With --from: the ids of threads to read, one on a line. OpenAI does not list them."));
    }

    @Override
    public int run(CommandLine given) {
        String target = given.getOptionValue("out");
        try (OutputStream out = open(target)) {
            write(given, line -> {
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

    private static OutputStream open(@Nullable String target) throws IOException {
        return new BufferedOutputStream(target == null ? System.out : Files.newOutputStream(Path.of(target)));
    }

    private void write(CommandLine given, Consumer<String> lines) throws IOException, FetchException {
        String from = given.getOptionValue("from");
        boolean conversations = given.hasOption("conversations");
        if (from != null) {
            if (conversations) {
                throw new FetchException("--conversations reads the store: import what you fetched first.");
            }
            new UpstreamExport(from, System.getenv(given.getOptionValue("key-env", USUAL_KEY)), lines, err)
                    .everything(wantedThreads(given));
            return;
        }
        try (StoreOptions.OpenStore open = new StoreOptions(given).open()) {
            Export export = new Export(open.stores(), open.json(), open.owner(), lines);
            if (conversations) {
                export.conversations();
            } else {
                export.everything();
            }
        }
    }

    private static List<String> wantedThreads(CommandLine given) throws FetchException {
        List<String> wanted = new ArrayList<>();
        if (given.hasOption("thread")) {
            wanted.addAll(List.of(given.getOptionValues("thread")));
        }
        String threadsFile = given.getOptionValue("threads");
        if (threadsFile != null) {
            try {
                Files.readAllLines(Path.of(threadsFile)).stream()
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
