package io.rollcall.audit.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison on disk finds what sets in memory find. */
final class RollCallTest {

    private static final long SEED = 42;
    private static final int RECORDS = 60_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsWhatSetsInMemoryFindWhateverTheNumberOfParts() throws Exception {
        for (int partBits : new int[] {0, 3, 7}) {
            compare(partBits);
        }
    }

    private void compare(int partBits) throws Exception {
        Random random = new Random(SEED);
        Set<Long> truth = new HashSet<>();
        Map<Long, Integer> copy = new HashMap<>();
        try (Spill truthMarks = new Spill(folder, partBits);
                Spill copyMarks = new Spill(folder, partBits)) {
            for (int i = 0; i < RECORDS; i++) {
                long id = random.nextInt(RECORDS);
                truth.add(id);
                truthMarks.add(mark(id, i));
                long other = random.nextInt(RECORDS);
                copy.merge(other, 1, Integer::sum);
                copyMarks.add(mark(other, i));
            }
            Result result = new RollCall(Period.ALL, 10, true).of(truthMarks, copyMarks, new StreamNames(), done -> {});
            long present = truth.stream().filter(copy::containsKey).count();
            assertThat(result.total())
                    .as("seed %s, 2^%s parts", SEED, partBits)
                    .isEqualTo(new Counts(
                            present, truth.size() - present, copy.size() - present, RECORDS - copy.size(), 0));
            assertThat(result.missing().cardinality()).isEqualTo((int) (truth.size() - present));
            assertThat(result.repeats()).isEqualTo(RECORDS - truth.size());
            assertThat(result.samples().get(Finding.MISSING)).hasSize(10).isSortedAccordingTo(Sample.ORDER);
        }
    }

    @Test
    void aMarkIsReadAsItWasWritten() {
        long[] words = new long[3 * Mark.WORDS];
        Mark[] marks = {
            new Mark(
                    new EventKey(-1, Long.MIN_VALUE),
                    new Content(Content.Kind.WHOLE, -5, 6, -7),
                    1,
                    2,
                    3,
                    true,
                    true,
                    Long.MAX_VALUE),
            new Mark(
                    new EventKey(1, 2),
                    new Content(Content.Kind.ABSENT, 0, 0, 0),
                    Mark.TIMELESS,
                    Mark.UNKNOWN,
                    0xFFFF,
                    true,
                    false,
                    0),
            new Mark(
                    new EventKey(0, 0),
                    new Content(Content.Kind.WHOLE, 9, 0, 0),
                    Integer.MAX_VALUE,
                    0,
                    0,
                    false,
                    true,
                    77)
        };
        for (int i = 0; i < marks.length; i++) {
            marks[i].write(words, i * Mark.WORDS);
        }
        for (int i = 0; i < marks.length; i++) {
            assertThat(Mark.read(words, i * Mark.WORDS)).isEqualTo(marks[i]);
        }
    }

    private static Mark mark(long id, long ordinal) {
        long spread = id * 0x9E3779B97F4A7C15L;
        return new Mark(
                new EventKey(spread, id),
                new Content(Content.Kind.WHOLE, id, id, 1),
                (int) id,
                Mark.UNKNOWN,
                0,
                false,
                false,
                ordinal);
    }
}
