package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Unreadable;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.plan.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for windows that cannot be read even at their smallest: they are set aside so that the rest flows on, tried again
 * at growing intervals, and said to be lost when the API has forgotten them.
 */
final class Backwater {

    static final NoticeCode NOTICE = NoticeCode.WINDOW_UNREADABLE;

    /** More than this is not bad windows but a bad API, and waiting is better than setting everything aside. */
    private static final int MOST = 50;

    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** A window whose time to be tried again has come. */
    Optional<Window> due(StreamState state, Instant now) {
        return state.unreadable().stream()
                .filter(each -> !each.nextTry().isAfter(now))
                .map(Unreadable::window)
                .findFirst();
    }

    /** The coverage the planner is to go by: what is set aside looks as if it had just been read. */
    Coverage disguised(StreamState state, Instant now) {
        Coverage coverage = state.coverage();
        for (Unreadable each : state.unreadable()) {
            coverage = coverage.swept(each.window(), now);
        }
        return coverage;
    }

    /** Whether a window may be set aside; one that is already may always be again. */
    boolean hasRoom(StreamState state, Window window) {
        return outside(state, window).size() < MOST;
    }

    /** Sets a window aside. */
    StreamState admit(StreamState state, Window window, String reason, NoticeBoard notices, Instant now) {
        Optional<Unreadable> known = state.unreadable().stream()
                .filter(each -> each.window().intersection(window).isPresent())
                .findFirst();
        int attempts = known.map(Unreadable::attempts).orElse(0) + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
        Instant nextTry = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        notices.raise(
                NOTICE,
                "The window " + window + " cannot be read: " + reason
                        + " It is set aside and tried again; events in it are not delivered meanwhile.",
                now);
        List<Unreadable> all = new ArrayList<>(outside(state, window));
        all.add(new Unreadable(window, reason, known.map(Unreadable::since).orElse(now), attempts, nextTry));
        return state.withUnreadable(all);
    }

    /** Lets go what a finished sweep has read. */
    StreamState discharge(StreamState state, Window read, NoticeBoard notices, Instant now) {
        List<Unreadable> left = state.unreadable().stream()
                .filter(each -> each.window().from().isBefore(read.from())
                        || each.window().to().isAfter(read.to()))
                .toList();
        return settled(state, left, notices, now);
    }

    /** Gives up what the API has forgotten, and says so. */
    StreamState forget(StreamState state, Instant horizon, NoticeBoard notices, Instant now) {
        List<Unreadable> left = new ArrayList<>();
        for (Unreadable each : state.unreadable()) {
            if (each.window().to().isAfter(horizon)) {
                left.add(each);
            } else {
                notices.tell(
                        NoticeCode.WINDOW_LOST,
                        "The window " + each.window() + " could not be read before the API forgot it: " + each.reason(),
                        now);
            }
        }
        return left.size() == state.unreadable().size() ? state : settled(state, left, notices, now);
    }

    private static StreamState settled(StreamState state, List<Unreadable> left, NoticeBoard notices, Instant now) {
        if (left.isEmpty()) {
            notices.clear(NOTICE, now);
        }
        return state.withUnreadable(left);
    }

    private static List<Unreadable> outside(StreamState state, Window window) {
        return state.unreadable().stream()
                .filter(each -> each.window().intersection(window).isEmpty())
                .toList();
    }
}
