package io.rollcall.app;

import io.rollcall.app.text.Explanation;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;

/** The program's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new SystemClock(), arguments));
    }

    /** Executes a command, and returns its exit code; {@code run} tells the time by the given clock. */
    public static int run(Clock clock, String... arguments) {
        return program(clock).execute(arguments);
    }

    static CommandLine program() {
        return program(new SystemClock());
    }

    /** The commands, and what is said when one fails. */
    private static CommandLine program(Clock clock) {
        CommandLine program = new CommandLine(new RollcallCommand(), new Commands(clock));
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

    /** The maker of commands, which hands a clock to the one that collects. */
    private record Commands(Clock clock) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == RunCommand.class
                    ? type.cast(new RunCommand(clock))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
