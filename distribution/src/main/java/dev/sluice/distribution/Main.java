package dev.sluice.distribution;

import picocli.CommandLine;

/** The command line of {@code sluice.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code, unless a server keeps it alive. */
    public static void main(String[] arguments) {
        TalkativeLoggers.hush();
        int exitCode = new CommandLine(new ServeCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new ExportCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new TrainCommand())
                .execute(arguments);
        if (exitCode != ServeCommand.SERVING) {
            System.exit(exitCode);
        }
    }
}
