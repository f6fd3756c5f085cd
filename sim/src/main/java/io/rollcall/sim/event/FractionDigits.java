package io.rollcall.sim.event;

import io.rollcall.sim.random.Draws;
import java.util.function.IntUnaryOperator;

/** How many digits of a second the records of a stream carry. */
final class FractionDigits {
    private static final int[] MIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 3, 3, 2, 6, 1};
    private static final long PURPOSE = 0xD161;

    private FractionDigits() {}

    /** Half whole seconds, so ties are normal; the others between 1 and 7 digits. */
    static IntUnaryOperator mixed(long seed) {
        return index -> MIX[Draws.of(seed, index, PURPOSE).below(MIX.length)];
    }

    static IntUnaryOperator none() {
        return index -> 0;
    }
}
