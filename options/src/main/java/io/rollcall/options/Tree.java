package io.rollcall.options;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Any JSON as it is written in a document: what is quoted is a text, a bare 1, true or null is what it says. */
public sealed interface Tree {

    /** How it is described. */
    Type<Tree> TYPE = new Type<>(
            "any JSON",
            Map.of(),
            unused -> {
                throw new IllegalStateException("a tree is read from nodes");
            },
            tree -> "{limit: 100}");

    /**
     * A text.
     *
     * @param mistakes takes what is wrong with it, and knows where it is
     */
    record Text(String text, Consumer<String> mistakes) implements Tree {}

    /** A number, true, false or null, as JSON writes it. */
    record Literal(String json) implements Tree {}

    /** An object. */
    record Members(Map<String, Tree> members) implements Tree {}

    /** An array. */
    record Elements(List<Tree> elements) implements Tree {}
}
