package io.rollcall.engine.plan;

import io.rollcall.engine.plan.Plan.Reason;
import io.rollcall.engine.time.Spans;
import java.time.Duration;
import java.util.Locale;

/** Why a planner decided as it did, for people. */
public sealed interface Motive {

    /** The kind of look this is; {@link Reason#FRESH} for a rest, which is one before the next look. */
    Reason reason();

    /** One sentence. */
    String explanation();

    /** The API is about to forget the window. */
    record LastCall(Duration age, Duration retention) implements Motive {
        @Override
        public Reason reason() {
            return Reason.REREAD;
        }

        @Override
        public String explanation() {
            return "Last call: the API forgets after " + Spans.words(retention) + ", and this window is "
                    + Spans.words(age) + " old.";
        }
    }

    /** The newest events have not been asked for as long as is allowed. */
    record Newest(Duration longest) implements Motive {
        @Override
        public Reason reason() {
            return Reason.FRESH;
        }

        @Override
        public String explanation() {
            return "The newest events are asked for at least every " + Spans.words(longest) + ".";
        }
    }

    /** A window has waited for too large a part of its age. */
    record Overdue(Duration waited, Duration age) implements Motive {
        @Override
        public Reason reason() {
            return Reason.REREAD;
        }

        @Override
        public String explanation() {
            return "Safety: no window waits much longer than it was old when last read; this one was "
                    + Spans.words(age) + " old and has waited " + Spans.words(waited) + ".";
        }
    }

    /** A window was never read. */
    record Unread(Duration age) implements Motive {
        @Override
        public Reason reason() {
            return Reason.GAP;
        }

        @Override
        public String explanation() {
            return "Never read: the newest unread window is " + Spans.words(age) + " old.";
        }
    }

    /**
     * Enough delay is expected to have piled up.
     *
     * @param events expected to have become visible unseen
     * @param delay summed over them, in event-minutes
     * @param calls it takes to read them
     * @param price of a call in event-minutes
     * @param isNewest whether the window reaches up to the present
     * @param isHot whether more than half of it is due to an unexpected number of late events
     */
    record Worthwhile(double events, double delay, int calls, double price, boolean isNewest, boolean isHot)
            implements Motive {
        @Override
        public Reason reason() {
            return isNewest ? Reason.FRESH : Reason.REREAD;
        }

        @Override
        public String explanation() {
            return String.format(
                    Locale.ROOT,
                    "%s%.1f events are expected to have been visible for %.2f event-minutes in all;"
                            + " reading them takes %d %s at %.2f.",
                    isHot ? "Hot, more late events than foreseen: " : "",
                    events,
                    delay,
                    calls,
                    calls == 1 ? "call" : "calls",
                    price);
        }
    }

    /** A fixed schedule says so. */
    record Scheduled(Reason reason) implements Motive {
        @Override
        public String explanation() {
            return switch (reason) {
                case FRESH -> "The schedule asks for the newest events.";
                case GAP -> "Never read.";
                case REREAD, SAMPLE -> "The schedule asks for this window once more.";
            };
        }
    }

    /** A window was said to be complete and was not. */
    record Reopened(Duration age) implements Motive {
        @Override
        public Reason reason() {
            return Reason.REREAD;
        }

        @Override
        public String explanation() {
            return "Reopened: this window, " + Spans.words(age)
                    + " old, was said to be complete and was not; it is read again until nothing more is found.";
        }
    }

    /** Nothing is due, and calls are to spare. */
    record Sample(Duration age) implements Motive {
        @Override
        public Reason reason() {
            return Reason.SAMPLE;
        }

        @Override
        public String explanation() {
            return "Self-audit: nothing is due, so a window chosen at random, " + Spans.words(age)
                    + " old, is read again to see whether it is as complete as is said.";
        }
    }

    /** A fixed schedule has nothing to do. */
    record NotDue(Duration until) implements Motive {
        @Override
        public Reason reason() {
            return Reason.FRESH;
        }

        @Override
        public String explanation() {
            return "By the schedule nothing is due for " + Spans.words(until) + ".";
        }
    }

    /** Nothing is worth a call yet. */
    record Patience(Duration until) implements Motive {
        @Override
        public Reason reason() {
            return Reason.FRESH;
        }

        @Override
        public String explanation() {
            return "Nothing is expected to be worth a call for " + Spans.words(until) + ".";
        }
    }
}
