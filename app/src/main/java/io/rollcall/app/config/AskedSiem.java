package io.rollcall.app.config;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.SiemFactory;
import io.rollcall.sinks.Siems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A SIEM of the configuration that may be asked what it holds.
 *
 * @param factory opens it
 * @param slack how much longer than a period it is asked for on both sides, since it may date rows otherwise than the service dates events
 * @param step how much of a period it is asked for at once
 * @param id where rows have the vendor's id of the event; none for where the definition has it
 */
public record AskedSiem(SiemFactory factory, Duration slack, Duration step, List<FieldPath> id) {

    static AskedSiem read(Section section) {
        SiemFactory factory = Siems.read(section);
        Duration slack = section.optional(
                "slack",
                Types.DURATION,
                Duration.ofHours(1),
                "How much longer than the period the roll call asks on both sides, since a SIEM may date rows otherwise than the"
                        + " service dates events.");
        Duration step = section.optional(
                "step", Types.DURATION, Duration.ofHours(1), "How much of a period the roll call asks for at once.");
        if (step.toMillis() < 1) {
            section.problem("step", "must be at least 1ms");
        }
        List<String> id = section.optional(
                "id",
                Types.TEXTS,
                List.of(),
                "JSON Pointers to where rows have the vendor's id of an event, for accounts that are delivered missing-only; first looked"
                        + " for in the record, then around it. The definition's own place if left out.");
        return new AskedSiem(factory, slack, step.toMillis() < 1 ? Duration.ofHours(1) : step, paths(section, id));
    }

    private static List<FieldPath> paths(Section section, List<String> pointers) {
        List<FieldPath> paths = new ArrayList<>();
        for (String pointer : pointers) {
            try {
                paths.add(FieldPath.parse(pointer));
            } catch (IllegalArgumentException e) {
                section.problem("id", String.valueOf(e.getMessage()));
            }
        }
        return paths;
    }
}
