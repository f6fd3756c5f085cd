package io.rollcall.verify.crash;

import io.rollcall.app.Main;
import io.rollcall.engine.time.SystemClock;
import java.nio.file.Path;
import java.util.Arrays;

/** The {@code rollcall} program on a machine whose clock somebody sets; before its arguments stands the file that says how wrong it is. */
final class UnsteadyProgram {

    private UnsteadyProgram() {}

    public static void main(String[] arguments) {
        SetClock clock = new SetClock(new ClockFile(Path.of(arguments[0])), new SystemClock());
        System.exit(Main.run(clock, Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
