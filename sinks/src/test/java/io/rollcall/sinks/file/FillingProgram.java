package io.rollcall.sinks.file;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.Deliveries;
import java.nio.file.Path;

/** Writes a small batch, one larger than the limit it runs under, and the small one again; prints the receipts. */
final class FillingProgram {

    static final Batch SMALL = Deliveries.numbered("small", 0, 1, 100);

    private FillingProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (FileSink sink = new FileSink(FileOptions.at(Path.of(arguments[0])), new SystemClock())) {
            print(sink.write(SMALL));
            print(sink.write(Deliveries.numbered("large", 0, 1000, 1000)));
            print(sink.write(SMALL));
        }
    }

    private static void print(Receipt receipt) {
        System.out.println(receipt.<String>fold(accepted -> "accepted", tryLater -> tryLater.reason()));
    }
}
