package io.rollcall.audit.layout;

import java.util.ArrayList;
import java.util.List;

/** What was found in a side besides events that can be called. Used by one thread. */
public final class Health {

    private static final int LISTED = 20;

    private long records;
    private long withoutTime;
    private long withoutId;
    private long notices;
    private long foreign;
    private long damaged;
    private final List<Damage> damages = new ArrayList<>();

    /** Something that should be an event. */
    public record Damage(long line, String reason) {}

    /** Counts a record that takes part. */
    public void record(boolean hasTime) {
        records++;
        withoutTime += hasTime ? 0 : 1;
    }

    void notice() {
        notices++;
    }

    void foreignLine() {
        foreign++;
    }

    void withoutId(long line) {
        withoutId++;
        list(line, "it has no id");
    }

    void damaged(long line, String reason) {
        damaged++;
        list(line, reason);
    }

    private void list(long line, String reason) {
        if (damages.size() < LISTED) {
            damages.add(new Damage(line, reason));
        }
    }

    /** Records that take part. */
    public long records() {
        return records;
    }

    /** Of those, the ones whose time cannot be read. */
    public long withoutTime() {
        return withoutTime;
    }

    public long withoutId() {
        return withoutId;
    }

    /** Messages of the collector itself. */
    public long notices() {
        return notices;
    }

    /** Lines of something else. */
    public long foreign() {
        return foreign;
    }

    /** Records that cannot be read. */
    public long damaged() {
        return damaged;
    }

    /** The first of the records that cannot be read or have no id. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Whether something that should be an event could not be called. */
    public boolean isImpaired() {
        return damaged + withoutId > 0;
    }
}
