package io.rollcall.audit;

import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.Account;
import io.rollcall.audit.layout.Side;
import io.rollcall.audit.roll.Finding;
import io.rollcall.audit.roll.Result;
import io.rollcall.audit.roll.RollCall;
import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A roll call of two sides. Both are read at the same time, each by a thread, into marks on disk; then the marks are compared part
 * by part. Takes some hundred megabytes of memory at most, however many events there are.
 *
 * @param rules what is compared, and how much is listed
 * @param work folder for the marks
 * @param progress is told how far it is
 */
public record Audit(RollCall rules, Path work, Progress progress) {

    private static final long MARK_BYTES = 80;
    private static final long PART_BYTES = 16L << 20;
    private static final int MAX_PART_BITS = 10;
    private static final int LEAST_PART_BITS = 4;

    public Audit {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(progress, "progress");
    }

    /**
     * Takes the roll call.
     *
     * @throws Unreadable if nothing can be said, with what to do
     * @throws UncheckedIOException if the folder for the marks has no room
     */
    public Report of(Side truth, Side copy) throws Unreadable, IOException, InterruptedException {
        Set<String> shared = shared(truth.fields(), copy.fields());
        return compare(truth.sharing(shared), copy.sharing(shared));
    }

    /** The fields both sides have, where one has more; none if there is nothing to be gained. */
    private static Set<String> shared(Set<String> truth, Set<String> copy) {
        if (truth.equals(copy)) {
            return Set.of();
        }
        return truth.stream().filter(copy::contains).collect(Collectors.toUnmodifiableSet());
    }

    private Report compare(Side truth, Side copy) throws Unreadable, IOException, InterruptedException {
        int partBits = partBits(Math.max(truth.likelyRecords(), copy.likelyRecords()));
        StreamNames streams = new StreamNames();
        try (Spill truthMarks = new Spill(work, partBits);
                Spill copyMarks = new Spill(work, partBits)) {
            List<Account> accounts = read(truth, truthMarks, copy, copyMarks, streams);
            if (truthMarks.marks() == 0) {
                throw new Unreadable(
                        truth.name() + ": the truth holds no event that can be called" + emptiness(accounts.get(0))
                                + ". Export the events of the period from the service, and give that.");
            }
            progress.comparing(0);
            Result result = rules.of(truthMarks, copyMarks, streams, progress::comparing);
            if (isAllOutside(result)) {
                throw new Unreadable(truth.name()
                        + ": none of its events lies in the period and streams that --from, --to and --only name; times were"
                        + " read from " + accounts.get(0).time() + ".");
            }
            Map<Finding, List<Named>> named = Naming.of(result.samples(), truth, copy, streams);
            progress.done();
            return new Report(
                    rules,
                    result,
                    accounts.get(0),
                    accounts.get(1),
                    new Naming.Streams(streams).byNumber(result),
                    named,
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isAllOutside(Result result) {
        return result.total().present()
                                + result.total().missing()
                                + result.leftOut().excused()
                        == 0
                && result.leftOut().outside() + result.leftOut().undated() > 0;
    }

    private static String emptiness(Account account) {
        long unread = account.health().damaged() + account.health().withoutId();
        return unread == 0 ? "" : " (" + unread + " records cannot be read or have no id)";
    }

    private List<Account> read(Side truth, Spill truthMarks, Side copy, Spill copyMarks, StreamNames streams)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Reading reading = new Reading(progress, truth.bytes() + copy.bytes());
        try {
            Future<Account> first = threads.submit(() -> truth.read(truthMarks, streams, reading::truth));
            Future<Account> second = threads.submit(() -> copy.read(copyMarks, streams, reading::copy));
            return List.of(first.get(), second.get());
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw cause instanceof IOException io ? io : new IOException(cause);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Enough parts for one of each side to be small. */
    static int partBits(long records) {
        int bits = LEAST_PART_BITS;
        while (bits < MAX_PART_BITS && ((records * MARK_BYTES) >> bits) > PART_BYTES) {
            bits++;
        }
        return bits;
    }
}
