package io.rollcall.app;

import picocli.CommandLine;

/** The program's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RollcallCommand())
                .setExecutionExceptionHandler((exception, commandLine, result) -> {
                    Explanation explanation = Explanation.of(exception);
                    commandLine.getErr().println("rollcall: " + explanation.text());
                    return explanation.exitCode();
                })
                .execute(arguments));
    }
}
