package io.rollcall.engine.siem;

import io.rollcall.engine.event.Window;
import java.util.List;
import java.util.Objects;

/**
 * What a SIEM is asked for.
 *
 * @param period by the SIEM's own time of its rows
 * @param ids none for all rows of the period; else those of these events, wherever the SIEM can find them without being given a
 *     period. More rows than that may come
 */
public record Question(Window period, List<String> ids) {

    public Question {
        Objects.requireNonNull(period, "period");
        ids = List.copyOf(ids);
    }

    /** Everything of a period. */
    public static Question all(Window period) {
        return new Question(period, List.of());
    }
}
