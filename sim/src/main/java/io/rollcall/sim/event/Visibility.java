package io.rollcall.sim.event;

/** When the states of an event become visible. Times are nanoseconds since 1970; every answer depends on its arguments only. */
public interface Visibility {
    /** When the first state shows. */
    long firstShown(int index, long arrivalNanos);

    /** Number of further states. */
    int revisions(int index);

    /** When a further state shows, 1 up to {@link #revisions}; later states never show earlier. */
    long revisionShown(int index, int revision, long firstShownNanos);
}
