package io.rollcall.sim.odata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a filter may ask of a property. */
public enum Operator {
    EQ,
    NE,
    GE,
    GT,
    LE,
    LT,
    STARTSWITH,
    CONTAINS;

    /** Whether the operator holds for the sign of a comparison of property and constant. */
    boolean holds(int sign) {
        return switch (this) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case GE -> sign >= 0;
            case GT -> sign > 0;
            case LE -> sign <= 0;
            case LT -> sign < 0;
            case STARTSWITH, CONTAINS -> false;
        };
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
