package dev.sluice.distribution;

import java.util.List;
import picocli.CommandLine;

/** The command line of {@code sluice.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code, unless a server keeps it alive. */
    public static void main(String[] arguments) {
        TalkativeLoggers.hush();
        CommandLine commands = new CommandLine(new ServeCommand());
        if (!isToServe(arguments)) {
            commands.addSubcommand(new DemoCommand())
                    .addSubcommand(new ExportCommand())
                    .addSubcommand(new ImportCommand())
                    .addSubcommand(new TrainCommand());
        }
        int exitCode = commands.execute(arguments);
        if (exitCode != ServeCommand.SERVING) {
            System.exit(exitCode);
        }
    }

    /** Whoever serves waits for the first answer, and not for the reading of what other commands take. */
    private static boolean isToServe(String... arguments) {
        List<String> all = List.of(arguments);
        return all.isEmpty() || (all.get(0).startsWith("-") && !all.contains("--help") && !all.contains("-h"));
    }
}
