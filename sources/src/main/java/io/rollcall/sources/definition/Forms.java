package io.rollcall.sources.definition;

import io.rollcall.options.Type.BadValue;
import io.rollcall.sources.time.TimeFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways a value may be written in a template, behind a colon: {@code {page.token:text}}, {@code {now:epoch-millis}}. */
public final class Forms {

    /** Names that stand for instants; their forms are time formats. */
    public static final Set<String> INSTANTS = Set.of("window.from", "window.to", "now");

    private static final List<String> OTHERS = List.of("text", "number", "json", "lower", "base64");

    private Forms() {}

    /** What is wrong with a form; empty if nothing is. */
    static Optional<String> mistake(Template.Part part) {
        if (part.form().isEmpty() || OTHERS.contains(part.form())) {
            return Optional.empty();
        }
        if (!INSTANTS.contains(part.text())) {
            return Optional.of("writes {" + part.text() + "} as '" + part.form() + "', which is none of "
                    + String.join(", ", OTHERS));
        }
        try {
            TimeFormat unused = TimeFormat.parse(part.form());
            return Optional.empty();
        } catch (BadValue e) {
            return Optional.of("writes {" + part.text() + "} as '" + part.form() + "', which " + e.getMessage());
        }
    }
}
