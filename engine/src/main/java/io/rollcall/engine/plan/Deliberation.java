package io.rollcall.engine.plan;

import io.rollcall.engine.drift.Minutes;
import io.rollcall.engine.drift.Timeline;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One decision of the adaptive planner: its rules, in the order in which they come first. Used by one thread. */
final class Deliberation {

    /** A window is read by force once it has waited this many times as long as it may; the promise is 1.5. */
    private static final double FORCE = 1.4;

    /** A window not read since its last call began is read by force at this share of the retention. */
    private static final double VERY_LAST_CALL = 0.965;

    /** What is younger than this and was never read is new; what is older is a gap. */
    private static final Duration NEWEST = Duration.ofMinutes(15);

    private static final long SHORTEST_REST = 500;

    /** To decide again after a sixteenth of the time since the last look costs next to nothing in delay. */
    private static final long REST_SHARE = 16;

    /** A window this near to being worth its calls is read: to wait for the rest would cost another decision. */
    private static final double NEARLY = 0.97;

    /** The first future that is looked into, in minutes; each further one is twice as far off. */
    private static final double SOON = 1.0 / 12;

    private final AdaptiveSettings settings;
    private final Situation situation;
    private final Appraisal appraisal;
    private final Timeline timeline;
    private final Runs runs;
    private final long now;
    private final double retention;
    private final double youngest;
    private final int gapsEnd;
    private final long readUntil;
    private final long lastLook;

    Deliberation(AdaptiveSettings settings, Situation situation, Appraisal appraisal) {
        this.settings = settings;
        this.situation = situation;
        this.appraisal = appraisal;
        timeline = appraisal.timeline();
        runs = new Runs(appraisal, settings.chunk(), situation.maxSpan().toMillis());
        now = situation.now().toEpochMilli();
        retention = Minutes.of(situation.model().retention());
        youngest = Minutes.of(settings.youngest());
        gapsEnd = timeline.firstFrom(now - NEWEST.toMillis());
        appraisal.addSafety(settings.growth(), youngest, retention);
        for (int cell = 0; cell < gapsEnd; cell++) {
            if (isGap(cell)) {
                appraisal.ignore(cell);
            }
        }
        int last = timeline.size() - 1;
        while (last >= 0 && !timeline.isRead(last)) {
            last--;
        }
        lastLook = last < 0 ? now : Math.max(now - settings.longestPause().toMillis(), timeline.lookedAt(last));
        readUntil = last < 0 ? timeline.start() - settings.longestPause().toMillis() : timeline.to(last);
    }

    private boolean isGap(int cell) {
        return cell < gapsEnd && !timeline.isRead(cell);
    }

    /** What the API is about to forget. */
    Optional<Decision> lastCall() {
        for (int cell = 0; cell < timeline.size() && appraisal.isLastCallDue(cell, retention); cell++) {
            boolean isUrgent = !timeline.isRead(cell) || !now().isBefore(veryLastCall(cell));
            if (isUrgent && !appraisal.isBarred(cell)) {
                Run run = runs.upwards(cell, next -> appraisal.isLastCallDue(next, retention));
                Duration age = Duration.ofMillis(now - timeline.from(cell));
                return Optional.of(
                        look(run, new Motive.LastCall(age, situation.model().retention())));
            }
        }
        return Optional.empty();
    }

    private Instant veryLastCall(int cell) {
        return Instant.ofEpochMilli(timeline.from(cell) + Minutes.toMillis(VERY_LAST_CALL * retention));
    }

    /** The newest events, if they have not been asked for as long as is allowed. */
    Optional<Decision> newest() {
        int last = timeline.size() - 1;
        if (last < 0
                || appraisal.isBarred(last)
                || now - readUntil < settings.longestPause().toMillis()) {
            return Optional.empty();
        }
        Run run = runs.downwards(last, cell -> cell >= gapsEnd);
        return Optional.of(look(run, new Motive.Newest(settings.longestPause())));
    }

    /** A window that has waited too long. */
    Optional<Decision> overdue() {
        int worst = -1;
        double most = FORCE;
        for (int cell = 0; cell < timeline.size(); cell++) {
            if (timeline.isRead(cell) && !appraisal.isBarred(cell) && overdue(cell) >= most) {
                worst = cell;
                most = overdue(cell);
            }
        }
        if (worst < 0) {
            return Optional.empty();
        }
        int first = worst;
        while (first > 0 && isDue(first - 1)) {
            first--;
        }
        Run run = runs.upwards(first, this::isDue);
        Duration age = Duration.ofMillis(timeline.lookedAt(worst) - timeline.to(worst));
        Duration waited = Duration.ofMillis(now - timeline.lookedAt(worst));
        return Optional.of(look(run, new Motive.Overdue(waited, age)));
    }

    private boolean isDue(int cell) {
        return timeline.isRead(cell) && !appraisal.isBarred(cell) && overdue(cell) >= 1;
    }

    private double overdue(int cell) {
        return appraisal.overdue(cell, settings.growth(), youngest);
    }

    /** The window that brings most for what it costs, if that is enough. */
    Optional<Decision> worthwhile() {
        return runs.all(0).stream()
                .filter(run -> !isNewest(run)
                        || now - readUntil >= settings.shortestPause().toMillis())
                .max(Comparator.comparingDouble(run -> run.ratio(appraisal.price())))
                .filter(run -> run.ratio(appraisal.price()) >= NEARLY)
                .map(run -> look(run, worth(run)));
    }

    private Motive worth(Run run) {
        double finds = 0;
        double heat = 0;
        for (int cell = run.first(); cell < run.end(); cell++) {
            finds += appraisal.finds(cell);
            heat += appraisal.heat(cell);
        }
        boolean isHot = heat > run.delay() / 2;
        return new Motive.Worthwhile(finds, run.delay(), run.calls(), appraisal.price(), isNewest(run), isHot);
    }

    private boolean isNewest(Run run) {
        return run.end() == timeline.size();
    }

    /** The newest part of what was never read, if there are calls to spare for it. */
    Optional<Decision> unread() {
        int gap = newestGap();
        if (gap < 0 || !situation.price().allowsCatchingUp()) {
            return Optional.empty();
        }
        Run run = runs.downwards(gap, this::isGap);
        return Optional.of(look(run, new Motive.Unread(Duration.ofMillis(now - timeline.to(gap)))));
    }

    private int newestGap() {
        int gap = gapsEnd - 1;
        while (gap >= 0 && (!isGap(gap) || appraisal.isBarred(gap))) {
            gap--;
        }
        return gap;
    }

    private Decision look(Run run, Motive motive) {
        Run filled = runs.filled(run, settings.frugality());
        Window window = timeline.window(filled.first(), filled.end());
        Duration longest = situation.maxSpan();
        return Decision.look(
                motive.reason() == Plan.Reason.REREAD ? window.first(longest) : window.last(longest), motive);
    }

    /** Until the first of all rules will have something to say. */
    Decision rest() {
        long until = readUntil + settings.longestPause().toMillis();
        for (int cell = 0; cell < timeline.size(); cell++) {
            if (timeline.isRead(cell) && !appraisal.isBarred(cell)) {
                double patience = FORCE * appraisal.patience(cell, settings.growth(), youngest);
                until = Math.min(until, timeline.lookedAt(cell) + Minutes.toMillis(patience));
                if (appraisal.isLastCallDue(cell, retention)) {
                    until = Math.min(until, veryLastCall(cell).toEpochMilli());
                }
            }
        }
        until = nextWorthwhile(until);
        if (newestGap() >= 0) {
            until = Math.min(until, situation.price().catchingUpAgainAt().toEpochMilli());
        }
        Instant end =
                Instant.ofEpochMilli(Math.max(until, now + Math.max(SHORTEST_REST, (now - lastLook) / REST_SHARE)));
        return Decision.rest(end, new Motive.Patience(Duration.between(now(), end)));
    }

    /** When the first window will be worth its calls, if that is before a time; otherwise that time. */
    private long nextWorthwhile(long latest) {
        double bound = Minutes.between(now, latest);
        for (double later = SOON; ; later *= 2) {
            boolean isLast = later >= bound;
            double reached = Double.MAX_VALUE;
            for (Run run : runs.all(isLast ? Math.max(0, bound) : later)) {
                if (run.ratio(appraisal.price()) >= 1) {
                    reached = Math.min(reached, worthwhileIn(run));
                }
            }
            if (reached < bound) {
                return now + Minutes.toMillis(reached);
            }
            if (isLast) {
                return latest;
            }
        }
    }

    /** In how many minutes the delay in a run will have grown to what its calls cost. */
    private double worthwhileIn(Run run) {
        double present = 0;
        double linear = 0;
        double square = 0;
        for (int cell = run.first(); cell < run.end(); cell++) {
            double pause = appraisal.pause(cell);
            double delay = appraisal.delay(cell);
            present += delay;
            linear += 2 * delay / pause;
            square += delay / (pause * pause);
        }
        double missing = Math.max(0, appraisal.price() * run.calls() - present);
        double wait = square > 0 ? (Math.sqrt(linear * linear + 4 * square * missing) - linear) / (2 * square) : 0;
        double soonest =
                Minutes.between(now, readUntil + settings.shortestPause().toMillis());
        return isNewest(run) ? Math.max(wait, soonest) : wait;
    }

    private Instant now() {
        return situation.now();
    }
}
