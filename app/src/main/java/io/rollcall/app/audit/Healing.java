package io.rollcall.app.audit;

import io.rollcall.app.delivery.Attempts;
import io.rollcall.audit.layout.Shown;
import io.rollcall.audit.layout.Side;
import io.rollcall.engine.event.CompactJson;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends what a copy lacks to a sink, as the truth has it. Used by one thread, once. */
public final class Healing {

    private static final StreamId STREAM = new StreamId("audit", "truth", "missing");
    private static final int BATCH = 500;

    private final Attempts attempts;
    private final Clock clock;
    private final List<Delivery> waiting = new ArrayList<>();
    private long sent;
    private long refused;
    private long withoutRecord;
    private Optional<String> trouble = Optional.empty();

    public Healing(Sink sink, Clock clock) {
        this.attempts = new Attempts(sink, clock);
        this.clock = clock;
    }

    /** Sends the missing records of the truth, in its order, until one batch is not accepted however often it is tried. */
    public void send(Side truth, BitSet missing) throws IOException, InterruptedException {
        List<InterruptedException> stopped = new ArrayList<>();
        truth.revisit(missing, shown -> {
            try {
                add(shown);
            } catch (InterruptedException e) {
                stopped.add(e);
                trouble = Optional.of("it was interrupted");
            }
        });
        if (!stopped.isEmpty()) {
            throw stopped.get(0);
        }
        flush();
    }

    private void add(Shown shown) throws InterruptedException {
        if (shown.record().isEmpty()) {
            withoutRecord++;
            return;
        }
        if (trouble.isEmpty()) {
            Instant now = clock.now();
            Slice body = CompactJson.of(Slice.of(shown.record().get().toByteArray()));
            waiting.add(new Delivery(
                    STREAM, Delivery.Kind.EVENT, shown.key(), shown.time().orElse(now), now, body));
            if (waiting.size() == BATCH) {
                flush();
            }
        }
    }

    private void flush() throws InterruptedException {
        if (!waiting.isEmpty() && trouble.isEmpty()) {
            trouble = attempts.write(new Batch(waiting))
                    .fold(this::wasAccepted, Optional::of)
                    .map(Receipt.TryLater::reason);
        }
    }

    private Optional<Receipt.TryLater> wasAccepted(Receipt.Accepted accepted) {
        sent += waiting.size() - accepted.refused().size();
        refused += accepted.refused().size();
        waiting.clear();
        return Optional.empty();
    }

    /** Whether everything missing was accepted. */
    boolean isWhole() {
        return trouble.isEmpty() && refused == 0 && withoutRecord == 0;
    }

    /** What became of it, for programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sent", sent);
        fields.put("refused", refused);
        fields.put("without_record", withoutRecord);
        fields.put("whole", isWhole());
        fields.put("trouble", trouble);
        return fields;
    }

    /** What became of it, for a person. */
    public String sentence() {
        String all = sent + " missing events were sent to the sink and accepted";
        String rest = (refused > 0 ? ", " + refused + " were refused" : "")
                + (withoutRecord > 0 ? ", " + withoutRecord + " cannot be sent because the truth holds ids only" : "");
        return all + rest
                + trouble.map(reason -> "; then the sink accepted no more: " + reason)
                        .orElse("") + ".";
    }
}
