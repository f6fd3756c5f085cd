package io.rollcall.sim.odata;

/** Parsed {@code $filter} (OData 4, the part that the reporting APIs document). */
sealed interface Filter {
    /** Outcome of the branch for the case at hand. */
    <T> T fold(Branches<T> branches);

    /** Both hold. */
    record And(Filter left, Filter right) implements Filter {
        @Override
        public <T> T fold(Branches<T> branches) {
            return branches.and(this);
        }
    }

    /** At least one holds. */
    record Or(Filter left, Filter right) implements Filter {
        @Override
        public <T> T fold(Branches<T> branches) {
            return branches.or(this);
        }
    }

    /** A property compared with a constant, or {@code startsWith} and {@code contains} of them. */
    record Condition(String property, Operator operator, Literal literal) implements Filter {
        @Override
        public <T> T fold(Branches<T> branches) {
            return branches.condition(this);
        }
    }

    /** The inner filter holds for at least one element of a collection, called by the variable. */
    record Any(String collection, String variable, Filter inner) implements Filter {
        @Override
        public <T> T fold(Branches<T> branches) {
            return branches.any(this);
        }
    }

    /** One branch per case. */
    interface Branches<T> {
        T and(And filter);

        T or(Or filter);

        T condition(Condition filter);

        T any(Any filter);
    }
}
