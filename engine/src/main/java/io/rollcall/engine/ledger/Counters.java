package io.rollcall.engine.ledger;

/**
 * Totals of a stream since it began.
 *
 * @param fetched records received, whether known or not
 * @param events delivered for the first time
 * @param revisions delivered again with changed content
 * @param repeats records received that had been delivered
 * @param deadLetters deliveries a sink refused for good
 * @param pages pages received
 * @param sweeps sweeps completed
 */
public record Counters(
        long fetched, long events, long revisions, long repeats, long deadLetters, long pages, long sweeps) {

    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0);

    public Counters plus(Counters more) {
        return new Counters(
                fetched + more.fetched,
                events + more.events,
                revisions + more.revisions,
                repeats + more.repeats,
                deadLetters + more.deadLetters,
                pages + more.pages,
                sweeps + more.sweeps);
    }

    /** What was counted since an earlier reading. */
    public Counters minus(Counters earlier) {
        return new Counters(
                fetched - earlier.fetched,
                events - earlier.events,
                revisions - earlier.revisions,
                repeats - earlier.repeats,
                deadLetters - earlier.deadLetters,
                pages - earlier.pages,
                sweeps - earlier.sweeps);
    }
}
