package io.rollcall.app.shadow;

import io.rollcall.audit.layout.RowIds;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sink that is given what a SIEM lacks. What the SIEM has counts as accepted; while it cannot be asked nothing is. Of what was lost there is a notice,
 * which goes with the events. Used by one thread, but for {@link #found}.
 */
public final class MissingOnlySink implements Sink {

    private final Siem siem;
    private final RowIds inRows;
    private final RowIds inRecords;
    private final Sink sink;
    private final Clock clock;
    private final NoticeBoard notices;
    private final LossNotice losses;
    private final AtomicLong found = new AtomicLong();
    private final List<Delivery> unsent = new ArrayList<>();

    /**
     * @param account the user's name for whose events these are
     * @param inRows finds the id in what the SIEM shows
     * @param inRecords finds the id in events
     * @param sink what the SIEM lacks is written to; it is not closed with this one
     */
    MissingOnlySink(String account, Siem siem, RowIds inRows, RowIds inRecords, Sink sink, Clock clock) {
        this.siem = siem;
        this.inRows = inRows;
        this.inRecords = inRecords;
        this.sink = sink;
        this.clock = clock;
        StreamId own = new StreamId("rollcall", "missing-only", account);
        this.notices = new NoticeBoard(own, List.of());
        this.losses = new LossNotice(own);
    }

    /** Events that the SIEM had, since this was made. */
    long found() {
        return found.get();
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        try {
            List<Integer> missing = missing(batch);
            notices.clear(NoticeCode.SIEM_UNREACHABLE, clock.now());
            sendNotices();
            Receipt receipt = missing.isEmpty() ? Receipt.accepted() : deliver(batch, missing);
            return receipt.fold(
                    accepted -> {
                        found.addAndGet(batch.deliveries().size() - missing.size());
                        return accepted;
                    },
                    later -> later);
        } catch (CannotTell e) {
            notices.raise(NoticeCode.SIEM_UNREACHABLE, String.valueOf(e.getMessage()), clock.now());
            sendNotices();
            String reason = String.valueOf(e.getMessage()).replaceAll("\\.$", "");
            return new Receipt.TryLater("it cannot be told which events the SIEM lacks: " + reason, e.after());
        }
    }

    /** Places in the batch of what the SIEM lacks. An event without an id is taken for missing: it cannot be asked for. */
    private List<Integer> missing(Batch batch) throws CannotTell, InterruptedException {
        List<Optional<String>> ids = new ArrayList<>();
        for (Delivery delivery : batch.deliveries()) {
            ids.add(id(delivery));
        }
        Set<String> wanted = new HashSet<>();
        ids.forEach(id -> id.ifPresent(wanted::add));
        Set<String> there = wanted.isEmpty() ? Set.of() : there(wanted, span(batch));
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!ids.get(i).map(there::contains).orElse(false)) {
                missing.add(i);
            }
        }
        return missing;
    }

    private Optional<String> id(Delivery delivery) {
        try {
            return inRecords.of(delivery.body());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Which of these ids the SIEM has. */
    private Set<String> there(Set<String> wanted, Window span) throws CannotTell, InterruptedException {
        Set<String> there = new HashSet<>();
        int[] rows = {0, 0};
        try {
            siem.read(new Question(span, List.copyOf(wanted)), row -> {
                Optional<String> id = inRows.of(row);
                rows[id.isPresent() ? 1 : 0]++;
                id.filter(wanted::contains).ifPresent(there::add);
            });
        } catch (IOException e) {
            throw CannotTell.now(siem.description() + ": a row cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
        if (rows[0] > 0 && rows[1] == 0) {
            throw CannotTell.ever(siem.description() + ": it shows " + rows[0]
                    + " rows for these ids, and none has an id where it should"
                    + " stand. Say with 'id' of this SIEM where it does.");
        }
        return there;
    }

    private static Window span(Batch batch) {
        Instant first = batch.deliveries().stream()
                .map(Delivery::time)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = batch.deliveries().stream()
                .map(Delivery::time)
                .max(Instant::compareTo)
                .orElseThrow();
        return new Window(first, last.plusSeconds(1));
    }

    private Receipt deliver(Batch batch, List<Integer> missing) throws InterruptedException {
        List<Delivery> lost =
                missing.stream().map(place -> batch.deliveries().get(place)).toList();
        List<Delivery> all = new ArrayList<>(lost);
        LossNotice.Told told =
                losses.of(lost.stream().map(this::id).flatMap(Optional::stream).toList(), lost.size(), clock.now());
        told.notice().ifPresent(all::add);
        return sink.write(new Batch(all))
                .fold(
                        accepted -> {
                            losses.wasTold(told);
                            return new Receipt.Accepted(accepted.refused().stream()
                                    .filter(refusal -> refusal.index() < lost.size())
                                    .map(refusal -> new Refusal(missing.get(refusal.index()), refusal.reason()))
                                    .toList());
                        },
                        later -> later);
    }

    /** Sends what is to be said of the SIEM itself, past what waits; what the sink does not take stays for the next time. */
    private void sendNotices() throws InterruptedException {
        unsent.addAll(notices.takeUnsent());
        if (!unsent.isEmpty()) {
            boolean isSent = sink.write(new Batch(unsent)).fold(accepted -> true, later -> false);
            if (isSent) {
                unsent.clear();
            }
        }
    }

    @Override
    public String promise() {
        return "found in the SIEM (" + siem.description() + "), or else " + sink.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        Instant now = clock.now();
        try {
            siem.read(Question.all(new Window(now.minusSeconds(1), now)), row -> {});
            return siem.description() + " answers";
        } catch (CannotTell | IOException e) {
            throw new SinkUnreachable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        siem.close();
    }
}
