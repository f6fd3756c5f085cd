package io.rollcall.app;

import io.rollcall.app.text.Explanation;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;

/** The program's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(program().execute(arguments));
    }

    /** The commands, and what is said when one fails. */
    static CommandLine program() {
        CommandLine program = new CommandLine(new RollcallCommand());
        IParameterExceptionHandler usual = program.getParameterExceptionHandler();
        return program.setExecutionExceptionHandler((exception, command, result) -> {
                    Explanation explanation = Explanation.of(exception);
                    command.getErr().println("rollcall: " + explanation.text());
                    return explanation.exitCode();
                })
                .setParameterExceptionHandler((mistake, arguments) -> {
                    if (mistake instanceof MissingParameterException) {
                        CommandLine command = mistake.getCommandLine();
                        command.getUnmatchedArguments()
                                .forEach(word -> command.getErr().println("Unknown option: '" + word + "'"));
                    }
                    return usual.handleParseException(mistake, arguments);
                });
    }
}
