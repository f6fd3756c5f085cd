package io.rollcall.sinks.file;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.Deliveries;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a small batch into a file whose rotated predecessors are to be compressed; prints the receipt. */
final class CompressingProgram {

    private CompressingProgram() {}

    public static void main(String[] arguments) throws Exception {
        FileOptions options =
                new FileOptions(Path.of(arguments[0]), 1 << 20, Optional.empty(), Optional.empty(), true, true);
        try (FileSink sink = new FileSink(options, new SystemClock())) {
            Receipt receipt = sink.write(Deliveries.numbered("small", 0, 1, 100));
            System.out.println(receipt.<String>fold(accepted -> "accepted", tryLater -> tryLater.reason()));
        }
    }
}
