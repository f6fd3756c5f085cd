package io.rollcall.engine.drift;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is learned of a stream's events: how late they become visible, how many there are, which of them are known, and what
 * of that can be relied on. Goes on with time ({@link #at}) and with each finished sweep ({@link #after}). Immutable, and a
 * function of what it was told and nothing else.
 */
public final class DriftModel {

    private static final double REFRESH = 10;
    private static final double REVIEW = 2;
    /** The share of events that may be missing from what is said to be complete. */
    public static final double MISSING_SHARE = 1e-3;

    private final LatenessPrior prior;
    private final Posterior posterior;
    private final Learned learned;

    DriftModel(LatenessPrior prior, Posterior posterior, Learned learned) {
        this.prior = prior;
        this.posterior = posterior;
        this.learned = learned;
    }

    /**
     * The model of a stream of which nothing has been read.
     *
     * @param pageSize records per request, as far as is known
     */
    public static DriftModel starting(Instant since, LatenessPrior prior, int pageSize) {
        Learned nothing = Learned.nothing(since.toEpochMilli(), prior.bins(), pageSize);
        return of(prior, nothing);
    }

    static DriftModel of(LatenessPrior prior, Learned learned) {
        return new DriftModel(prior, learned.evidence().posterior(prior.bins(), prior.hazard()), learned);
    }

    /**
     * This model at a time: cells have aged and merged, old evidence has faded. If that time is before what the model took for the
     * present, the clock was ahead: what is known of later times is dropped and will be read again. A look after that time counts
     * as one at that time.
     */
    public DriftModel at(Instant now) {
        return at(now, prior.retention());
    }

    /** The same, where cells that merge become no longer than {@code longest}: as long as what one look may read. */
    public DriftModel at(Instant now, Duration longest) {
        long millis = now.toEpochMilli();
        Learned known = learned.timeline().reachesBeyond(millis) ? learned.rewoundTo(millis) : learned;
        Learned next = known.until(millis, prior.retention(), longest, forecast());
        double elapsed = Minutes.between(next.refreshedAt(), millis);
        if (elapsed < REFRESH) {
            return new DriftModel(prior, posterior, next).reviewed(millis);
        }
        Evidence faded = next.evidence().faded(prior.bins(), elapsed);
        return of(prior, next.refreshed(faded, millis)).reviewed(millis);
    }

    private DriftModel reviewed(long now) {
        if (Minutes.between(learned.reviewedAt(), now) < REVIEW) {
            return this;
        }
        Completeness complete = learned.silence().isDoubtful(now)
                ? learned.completeness()
                : learned.completeness().advancedTo(frontier(now));
        return new DriftModel(prior, posterior, learned.reviewed(complete, now));
    }

    private long frontier(long now) {
        return new Frontier(MISSING_SHARE).of(learned.timeline(), forecast(), now);
    }

    /**
     * This model, knowing that a window was read before but not what was in it: for a ledger that has the coverage of a stream but
     * no model of it.
     */
    public DriftModel knowing(Window window, Instant lookedAt) {
        long from = window.from().toEpochMilli();
        long to = window.to().toEpochMilli();
        Timeline cut = learned.timeline().cutAt(from).cutAt(to);
        long[] looks = cut.looks();
        for (int cell = cut.firstFrom(from); cell < cut.size() && cut.to(cell) <= to; cell++) {
            looks[cell] = Math.max(looks[cell], Math.min(lookedAt.toEpochMilli(), cut.end()));
        }
        Timeline read = cut.with(looks, cut.counts(), cut.heats(), cut.coolings());
        return new DriftModel(prior, posterior, learned.withTimeline(read));
    }

    /** This model, knowing nothing of a window: as if it had never been read, however that came about. */
    public DriftModel unread(Window window) {
        long from = window.from().toEpochMilli();
        long to = window.to().toEpochMilli();
        Timeline cut = learned.timeline().cutAt(from).cutAt(to);
        long[] looks = cut.looks();
        for (int cell = cut.firstFrom(from); cell < cut.size() && cut.to(cell) <= to; cell++) {
            looks[cell] = Timeline.NEVER;
        }
        Timeline unread = cut.with(looks, cut.counts(), cut.heats(), cut.coolings());
        return new DriftModel(prior, posterior, learned.withTimeline(unread));
    }

    /** This model in at most 100 kB, for {@link #fromBytes}. */
    public byte[] toBytes() {
        return new Snapshot(learned, posterior.evidence()).toBytes();
    }

    /**
     * The model {@link #toBytes} was asked of, exactly; the prior may have changed since. Empty if the bytes are damaged or of another
     * version: then a stream starts afresh from its prior and what its coverage says.
     */
    public static Optional<DriftModel> fromBytes(LatenessPrior prior, byte[] bytes) {
        return Snapshot.read(bytes, prior.bins()).map(snapshot -> {
            Posterior posterior = snapshot.judged().posterior(prior.bins(), prior.hazard());
            return new DriftModel(prior, posterior, snapshot.learned());
        });
    }

    /** A tally for a sweep that is about to begin. */
    public Tally tally(Window window) {
        return new Tally(learned.timeline().cutAt(window.from().toEpochMilli()), window);
    }

    /**
     * This model after a finished sweep.
     *
     * @param tally what it returned, begun with this model or an earlier one
     * @param lookedAt when its first request was made, on the API's clock
     */
    public DriftModel after(Tally tally, Instant lookedAt) {
        long at = lookedAt.toEpochMilli();
        Timeline cut = learned.timeline()
                .cutAt(tally.window().from().toEpochMilli())
                .cutAt(Math.min(at, tally.window().to().toEpochMilli()));
        Reading reading = new Reading(cut, forecast(), tally, at);
        Timeline read = reading.read();
        Learned next = learned.after(tally, reading, read, at, posterior.law());
        DriftModel after = new DriftModel(prior, posterior, next);
        return reading.isSurprise() ? new DriftModel(prior, posterior, next.takenBackTo(after.frontier(at))) : after;
    }

    /** This model, after it has turned out that its record is not complete from an instant on. */
    public DriftModel takenBackTo(Instant through) {
        return new DriftModel(prior, posterior, learned.takenBackTo(through.toEpochMilli()));
    }

    public Timeline timeline() {
        return learned.timeline();
    }

    /** The law of lateness, as far as it is known. */
    public LatenessLaw law() {
        return posterior.law();
    }

    public Forecast forecast() {
        return new Forecast(posterior.law(), learned.rate());
    }

    /** The lateness below which a share of the events stays. */
    public Quantile quantile(double share) {
        return posterior.quantile(share);
    }

    /** How many events of a window are not visible yet, as of when each part of it was last read. */
    public Shortfall shortfall(Window window) {
        long from = window.from().toEpochMilli();
        long to = window.to().toEpochMilli();
        Timeline cells = learned.timeline();
        Shortfall sum = Shortfall.NONE;
        for (int cell = Math.max(0, cells.cellAt(from)); cell < cells.size() && cells.from(cell) < to; cell++) {
            double shared = Math.min(to, cells.to(cell)) - Math.max(from, cells.from(cell));
            if (shared > 0) {
                sum = sum.plus(shortfall(cells, cell).times(shared / (cells.to(cell) - cells.from(cell))));
            }
        }
        return sum;
    }

    private Shortfall shortfall(Timeline cells, int cell) {
        double expected = forecast().missing(cells, cell);
        double seen = cells.isRead(cell) ? posterior.seenAtLeast(cells.age(cell, cells.lookedAt(cell))) : 0;
        double atMost = forecast().size(cells.known(cell), cells.minutes(cell), seen) * (1 - seen);
        return new Shortfall(expected, Math.max(expected, atMost));
    }

    /** How far apart the looks were that found events, by the age at which those became visible. */
    public Waits waits() {
        return posterior.waits();
    }

    /** Records per request. */
    public double pageSize() {
        return learned.pageSize().records();
    }

    /** Events per minute, as the last hour or so has it. */
    public double eventsPerMinute() {
        return learned.rate();
    }

    /** Before this time at most one event in a thousand is expected to be missing yet. */
    public Instant completeThrough() {
        return Instant.ofEpochMilli(learned.completeness().through());
    }

    /** How often {@link #completeThrough} had to be taken back. */
    public int reopened() {
        return learned.completeness().reopened();
    }

    /** Whether the source answers but has shown nothing new for longer than chance allows. */
    public boolean isStalled() {
        return learned.silence().isStalled();
    }

    /** When an event was last found; the epoch if never. */
    public Instant lastFind() {
        return Instant.ofEpochMilli(learned.silence().lastFind());
    }

    /** Events per minute to be expected at this hour of the week; zero if nothing is known. */
    public double usualRate(Instant now) {
        return learned.rhythm().at(now.toEpochMilli());
    }

    public Duration retention() {
        return prior.retention();
    }

    Learned learned() {
        return learned;
    }
}
