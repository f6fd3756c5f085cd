package io.rollcall.audit.roll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The comparison of two sides, part by part.
 *
 * @param period what of them is compared
 * @param listed most events that are listed for each finding
 * @param only names of the truth's streams that are compared; empty for all
 * @param keepsMissing whether the places of all missing events are wanted
 */
public record RollCall(Period period, int listed, List<String> only, boolean keepsMissing) {

    private static final int THREADS = 2;

    public RollCall {
        Objects.requireNonNull(period, "period");
        only = List.copyOf(only);
    }

    /** Of all streams. */
    public RollCall(Period period, int listed, boolean keepsMissing) {
        this(period, listed, List.of(), keepsMissing);
    }

    /**
     * Compares two sides that have equally many parts.
     *
     * @param done is told how many parts in a thousand have been compared, by any thread
     * @throws IllegalArgumentException if an id is no id; the message says which side's
     */
    public Result of(Spill truth, Spill copy, StreamNames streams, IntConsumer done)
            throws IOException, InterruptedException {
        if (truth.parts() != copy.parts()) {
            throw new IllegalArgumentException("sides in " + truth.parts() + " and " + copy.parts() + " parts");
        }
        IntPredicate wanted = wanted(streams);
        AtomicInteger nextPart = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tallies.add(threads.submit(() -> compare(truth, copy, wanted, nextPart, done)));
            }
            Tally sum = new Tally(period, wanted, listed, keepsMissing);
            for (Future<Tally> tally : tallies) {
                sum.add(tally.get());
            }
            return sum.result();
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Tally compare(Spill truth, Spill copy, IntPredicate wanted, AtomicInteger nextPart, IntConsumer done)
            throws IOException {
        Tally tally = new Tally(period, wanted, listed, keepsMissing);
        Gathering gathering = new Gathering();
        for (int part = nextPart.getAndIncrement(); part < truth.parts(); part = nextPart.getAndIncrement()) {
            gathering.clear(truth.marks(part) + copy.marks(part));
            truth.read(part, (words, count) -> gathering.add(words, count, false));
            copy.read(part, (words, count) -> gathering.add(words, count, true));
            gathering.forEach(tally);
            done.accept(1000 * (part + 1) / truth.parts());
        }
        return tally;
    }

    private IntPredicate wanted(StreamNames streams) {
        if (only.isEmpty()) {
            return stream -> true;
        }
        List<String> unknown =
                only.stream().filter(name -> !streams.names().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "--only: no record is of a stream " + String.join(", ", unknown) + "; there are: "
                            + String.join(
                                    ", ",
                                    streams.names().stream()
                                            .filter(name -> !name.isEmpty())
                                            .toList())
                            + ". Streams are told apart by the field that --stream names.");
        }
        return stream -> only.contains(streams.name(stream));
    }

    private static IOException rethrown(Throwable cause, ExecutionException wrapped) {
        if (cause instanceof Gathering.TooManyContents tooMany) {
            throw new IllegalArgumentException(
                    "the " + (tooMany.isInCopy() ? "copy" : "truth") + " has " + tooMany.getMessage()
                            + ", so what it was asked to take for an id is none; name the field with --id",
                    cause);
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return cause instanceof IOException io ? io : new IOException(wrapped);
    }
}
