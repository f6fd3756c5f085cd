package io.rollcall.sim.odata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a filter may ask of a property. */
public enum Operator {
    EQ(sign -> sign == 0),
    NE(sign -> sign != 0),
    GE(sign -> sign >= 0),
    GT(sign -> sign > 0),
    LE(sign -> sign <= 0),
    LT(sign -> sign < 0),
    STARTSWITH(sign -> false),
    CONTAINS(sign -> false);

    private final IntPredicate holdsForSign;

    Operator(IntPredicate holdsForSign) {
        this.holdsForSign = holdsForSign;
    }

    /** Whether the operator holds for the sign of a comparison of property and constant. */
    boolean holds(int sign) {
        return holdsForSign.test(sign);
    }

    boolean isFunction() {
        return this == STARTSWITH || this == CONTAINS;
    }

    static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
