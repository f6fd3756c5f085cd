package io.rollcall.engine.loop;

import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.time.Spans;
import java.time.Duration;
import java.time.Instant;

/** The user's schedule, which looks back further after results without any event, if the user wants that. */
final class LookBack {

    private final LoopSettings settings;
    private final Duration retention;
    private int emptyInARow;

    LookBack(LoopSettings settings, Duration retention) {
        this.settings = settings;
        this.retention = retention;
    }

    FixedSchedule schedule() {
        Duration usual = settings.schedule().tiers().get(0).lookBack();
        Duration room = retention.minus(usual);
        Duration wanted = settings.widenBy().multipliedBy(emptyInARow);
        return settings.schedule().widened(room.isNegative() ? Duration.ZERO : min(wanted, room));
    }

    /** How far the newest window looks back. */
    Duration newest() {
        return schedule().tiers().get(0).lookBack();
    }

    /** Takes in what a sweep has found. */
    void finished(ActiveSweep sweep, NoticeBoard notices, Instant now) {
        if (sweep.events() > 0) {
            emptyInARow = 0;
        } else if (sweep.readsThePresent() && !settings.widenBy().isZero()) {
            emptyInARow++;
            notices.tell(NoticeCode.WINDOW_WIDENED, "The next window looks back " + Spans.words(newest()) + ".", now);
        }
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
