package io.rollcall.app.shadow;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.sink.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells of events that another collector has lost: at once of the first, then once an hour of all since. Used by one thread. */
public final class LossNotice {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int SAMPLE = 10;

    private final StreamId stream;
    private State state = new State(0, List.of(), Instant.MIN);

    /** What has not been told yet, and when it was last. */
    private record State(long untold, List<String> sample, Instant lastTold) {}

    /**
     * What is told with a batch.
     *
     * @param notice empty if it is too early
     * @param after what is left to tell if the batch is accepted
     */
    record Told(Optional<Delivery> notice, State after) {}

    LossNotice(StreamId stream) {
        this.stream = stream;
    }

    /**
     * What to tell when so many are lost.
     *
     * @param ids of some of them
     */
    Told of(List<String> ids, long lost, Instant now) {
        long untold = state.untold() + lost;
        List<String> sample = new ArrayList<>(state.sample());
        ids.stream().limit(SAMPLE - sample.size()).forEach(sample::add);
        boolean isEarly = !state.lastTold().equals(Instant.MIN)
                && now.isBefore(state.lastTold().plus(INTERVAL));
        if (isEarly) {
            return new Told(Optional.empty(), new State(untold, sample, state.lastTold()));
        }
        NoticeBoard board = new NoticeBoard(stream, List.of());
        board.tell(NoticeCode.NATIVE_INTEGRATION_LOST, message(untold, sample), untold, sample, now);
        return new Told(board.takeUnsent().stream().findFirst(), new State(0, List.of(), now));
    }

    private static String message(long untold, List<String> sample) {
        return untold + " events that the SIEM lacked were delivered, such as " + String.join(", ", sample);
    }

    /** The batch has been accepted. */
    void wasTold(Told told) {
        state = told.after();
    }
}
