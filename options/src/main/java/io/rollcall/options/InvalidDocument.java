package io.rollcall.options;

import java.util.List;
import java.util.stream.Collectors;

/** All the mistakes of a document. */
public final class InvalidDocument extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidDocument(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
