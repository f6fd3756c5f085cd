package io.rollcall.bench.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * Many made-up events in files: a truth in the order of time, a copy in another order that lacks some, has some twice and some with
 * other content, and the ids of both for other programs.
 *
 * @param folder of the files
 * @param events in the truth
 */
record Population(Path folder, long events) {

    static final int LOST = 1_000;
    static final int TWICE = 10_000;
    static final int EDITED = 20_000;

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final long SECONDS = 30L * 24 * 3600;
    private static final int BLOCK = 1 << 12;
    private static final int BUFFER_BYTES = 1 << 20;

    Path truth() {
        return folder.resolve("truth.ndjson");
    }

    Path copy() {
        return folder.resolve("copy.ndjson");
    }

    Path truthIds() {
        return folder.resolve("truth.ids");
    }

    Path copyIds() {
        return folder.resolve("copy.ids");
    }

    long lost() {
        return count(LOST);
    }

    long twice() {
        return count(TWICE);
    }

    long edited() {
        return count(EDITED);
    }

    /** Numbers of events there are whose remainder by {@code one in so many} is that half of it. */
    private long count(int oneIn) {
        return events / oneIn + (events % oneIn > oneIn / 2 ? 1 : 0);
    }

    private static boolean isOne(long number, int oneIn) {
        return number % oneIn == oneIn / 2;
    }

    void write() throws IOException {
        try (OutputStream truth = open(truth());
                OutputStream ids = open(truthIds())) {
            for (long number = 0; number < events; number++) {
                write(truth, ids, number, false);
            }
        }
        try (OutputStream copy = open(copy());
                OutputStream ids = open(copyIds())) {
            for (long place = 0; place < (events + BLOCK - 1) / BLOCK * BLOCK; place++) {
                writeCopy(copy, ids, shuffled(place));
            }
        }
    }

    /** Losses come first: an event is not lost and edited. */
    private void writeCopy(OutputStream copy, OutputStream ids, long number) throws IOException {
        if (number >= events || isOne(number, LOST)) {
            return;
        }
        write(copy, ids, number, isOne(number - 1, EDITED));
        if (isOne(number - 2, TWICE)) {
            write(copy, ids, number, false);
        }
    }

    /** Another place within the same block. */
    private static long shuffled(long place) {
        long block = place - place % BLOCK;
        return block + (place % BLOCK * 1_597 + 7) % BLOCK;
    }

    private void write(OutputStream records, OutputStream ids, long number, boolean isEdited) throws IOException {
        String id = id(number);
        String record = "{\"id\":\"" + id + "\",\"createdDateTime\":\"" + START.plusSeconds(number * SECONDS / events)
                + "\",\"userPrincipalName\":\"user" + number % 5003 + (isEdited ? "x" : "")
                + "@contoso.example\",\"errorCode\":" + number % 7
                + "}\n";
        records.write(record.getBytes(StandardCharsets.US_ASCII));
        ids.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(long number) {
        String digits = String.format(Locale.ROOT, "%016x%016x", mixed(number), mixed(number + (1L << 40)));
        return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20);
    }

    private static long mixed(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    }
}
