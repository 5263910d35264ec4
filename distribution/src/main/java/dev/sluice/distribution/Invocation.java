package dev.sluice.distribution;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Reads what a command is given, and runs it. */
final class Invocation {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Command command;
    private final PrintStream out;
    private final PrintStream err;

    /** The command, and where its help and its misuse are told. */
    Invocation(Command command, PrintStream out, PrintStream err) {
        this.command = command;
        this.out = out;
        this.err = err;
    }

    /** The exit code. */
    int run(List<String> arguments) {
        Options options = command.options().addOption("h", "help", false, "Show this help and exit.");
        try {
            CommandLine given = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(options, arguments.toArray(String[]::new));
            if (given.hasOption("help")) {
                help(options);
                return 0;
            }
            check(given.getArgList());
            return command.run(given);
        } catch (ParseException wrong) {
            err.println(wrong.getMessage());
            err.println("Usage: " + command.syntax() + "; --help says more.");
            return MISUSED;
        } catch (IOException failure) {
            err.println(failure);
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void check(List<String> given) throws ParseException {
        if (given.size() > command.arguments()) {
            String unknown = given.get(command.arguments());
            throw new UnrecognizedOptionException("Unknown argument: '" + unknown + "'", unknown);
        }
        if (given.size() < command.arguments()) {
            throw new ParseException("An argument is missing.");
        }
    }

    private void help(Options options) throws IOException {
        out.println("Usage: " + command.syntax());
        command.description().forEach(out::println);
        HelpFormatter.builder()
                .setShowSince(false)
                .setHelpAppendable(new TextHelpAppendable(out))
                .get()
                .printOptions(options);
    }
}
