package io.rollcall.sinks.field;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a protocol lets fields be called.
 *
 * @param pattern which the whole name must match
 * @param rule the same in words, going on "must be"
 * @param taken names that mean something else there
 */
public record Naming(Pattern pattern, String rule, Set<String> taken) {

    public Naming {
        taken = Set.copyOf(taken);
    }

    /** Any name that is not empty. */
    public static Naming free(String... taken) {
        return new Naming(
                Pattern.compile("\\S(.*\\S)?"), "a text that neither begins nor ends with a space", Set.of(taken));
    }

    /** What is wrong with a name. */
    Optional<String> problem(String name) {
        if (taken.contains(name)) {
            return Optional.of("is taken: the protocol or this sink means something else by it");
        }
        return pattern.matcher(name).matches() ? Optional.empty() : Optional.of("must be " + rule);
    }
}
