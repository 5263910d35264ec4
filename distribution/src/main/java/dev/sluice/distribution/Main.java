package dev.sluice.distribution;

import java.util.List;

/** The command line of {@code sluice.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code, unless a server keeps it alive. */
    public static void main(String[] arguments) {
        LoggingProvider.name();
        TalkativeLoggers.hush();
        int exitCode = run(List.of(arguments));
        if (exitCode != ServeCommand.SERVING) {
            System.exit(exitCode);
        }
    }

    /** Whoever names no other command serves. */
    private static int run(List<String> arguments) {
        return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "demo" -> behindName(new DemoCommand(), arguments);
            case "export" -> behindName(new ExportCommand(), arguments);
            case "import" -> behindName(new ImportCommand(), arguments);
            case "train" -> behindName(new TrainCommand(), arguments);
            default -> invoke(new ServeCommand(), arguments);
        };
    }

    private static int behindName(Command command, List<String> arguments) {
        return invoke(command, arguments.subList(1, arguments.size()));
    }

    private static int invoke(Command command, List<String> arguments) {
        return new Invocation(command, System.out, System.err).run(arguments);
    }
}
