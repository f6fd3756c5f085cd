package io.rollcall.options;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a reading has found wrong or doubtful so far. */
final class Findings {

    private final String origin;
    private final Variables variables;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Findings(String origin, Variables variables) {
        this.origin = origin;
        this.variables = variables;
    }

    Variables variables() {
        return variables;
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }

    void problem(Node at, String path, String message) {
        Problem problem = at(at, path, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    void warning(Node at, String path, String message) {
        warnings.add(at(at, path, message));
    }

    private Problem at(Node node, String path, String message) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        return new Problem(origin, line, column, path, message);
    }
}
