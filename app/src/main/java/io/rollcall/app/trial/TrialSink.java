package io.rollcall.app.trial;

import io.rollcall.app.text.Explanation;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the events of a trial go: into a file, if one is wanted, or nowhere. Notices are told by the trial itself. */
public final class TrialSink implements Sink {

    private final Optional<OutputStream> out;

    /** @throws IOException if the file cannot be written */
    public TrialSink(Optional<Path> file) throws IOException {
        this.out = file.isPresent() ? Optional.of(Files.newOutputStream(file.get())) : Optional.empty();
    }

    @Override
    public synchronized Receipt write(Batch batch) {
        try {
            for (Delivery delivery : batch.deliveries()) {
                if (out.isPresent() && delivery.kind() != Delivery.Kind.NOTICE) {
                    delivery.body().writeTo(out.get());
                    out.get().write('\n');
                }
            }
            return Receipt.accepted();
        } catch (IOException e) {
            return Receipt.tryLater("the file for the events cannot be written: " + Explanation.cause(e));
        }
    }

    @Override
    public String promise() {
        return "written to a file";
    }

    @Override
    public String probe() {
        return "a file";
    }

    @Override
    public void close() {
        try {
            if (out.isPresent()) {
                out.get().close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot finish the file for the events", e);
        }
    }
}
