package dev.sluice.distribution;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** One thing that the program does. */
interface Command {
    /** How it is written, such as {@code sluice import [options] FILE}. */
    String syntax();

    /** What it does. */
    List<String> description();

    /** What it takes, beside {@code --help}. */
    Options options();

    /** How many arguments it takes beside options; fewer are as wrong as more. */
    default int arguments() {
        return 0;
    }

    /**
     * Does it, and returns the exit code.
     *
     * @throws ParseException where an option's value is wrong
     */
    int run(CommandLine given) throws ParseException, IOException, InterruptedException;

    /** An option that takes a value. */
    static Option taking(String value, String name, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }
}
