package io.rollcall.sinks.file;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.Deliveries;
import java.nio.file.Path;
import java.util.Optional;

/** Writes batches of ten numbered events for ever; prints the number of the first event of a batch when it is accepted. */
final class EndlessProgram {

    static final int PER_BATCH = 10;

    private EndlessProgram() {}

    public static void main(String[] arguments) throws Exception {
        FileOptions options =
                new FileOptions(Path.of(arguments[0]), 200_000, Optional.empty(), Optional.empty(), true, false);
        int start = Integer.parseInt(arguments[1]);
        try (FileSink sink = new FileSink(options, new SystemClock())) {
            for (int n = start; ; n += PER_BATCH) {
                if (sink.write(Deliveries.numbered("w", n, PER_BATCH, 3000)).equals(Receipt.accepted())) {
                    System.out.println(n);
                }
            }
        }
    }
}
