package dev.sluice.distribution;

import dev.sluice.provider.local.assistants.transfer.Import;
import dev.sluice.provider.local.assistants.transfer.ImportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code sluice import FILE}: reads lines that {@code sluice export} wrote, or that look alike. */
final class ImportCommand implements Command {
    private static final int FAILED = 1;
    private static final int INVALID = 2;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @Override
    public String syntax() {
        return "sluice import [options] FILE";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Read assistants and everything that belongs to them from lines of JSON. Ids are kept.",
                "All lines are checked before one is written; what is there already stays as it is.");
    }

    @Override
    public Options options() {
        return StoreOptions.options();
    }

    @Override
    public int arguments() {
        return 1;
    }

    @Override
    public int run(CommandLine given) {
        Path source = Path.of(given.getArgList().get(0));
        try (StoreOptions.OpenStore open = new StoreOptions(given).open()) {
            Import.Report report = new Import(open.stores(), open.json(), open.owner(), Clock.systemUTC(), err::println)
                    .run(lines -> read(source, lines));
            out.println("Imported " + report.written() + " objects; " + report.present() + " were there already.");
            return 0;
        } catch (ImportException wrong) {
            err.println(wrong.getMessage());
            err.println("Nothing was imported.");
            return INVALID;
        } catch (StartFailure failure) {
            err.println(failure.getMessage());
        } catch (IOException failure) {
            err.println("Cannot read " + source + ": " + failure.getMessage());
        } catch (CompletionException failure) {
            err.println("The store failed: " + failure.getCause());
            err.println("A part was imported. Run the command again: what is there already stays as it is.");
        }
        return FAILED;
    }

    private static void read(Path source, BiConsumer<String, String> lines) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(source)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    lines.accept(source + ":" + number, line);
                }
            }
        }
    }
}
