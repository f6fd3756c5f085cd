package io.rollcall.sinks.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.Child;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileSinkTest extends SinkContract {

    @Override
    protected Receiver receiver() throws Exception {
        return new Disk(directory);
    }

    @Override
    @Test
    protected void aBatchDuringWhichTheReceiverDiesIsNotAccepted() throws Exception {
        Path path = directory.resolve("limited.ndjson");
        List<String> said =
                Child.limitedTo(64, FillingProgram.class, path.toString()).output();

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).isEqualTo("accepted");
        assertThat(said.get(1)).contains(path.toString(), "File too large", "Free some space");
        assertThat(said.get(2)).isEqualTo("accepted");
        assertThat(Files.readAllLines(path))
                .as("nothing is left of the batch that did not fit")
                .containsExactlyElementsOf(Deliveries.bodies(FillingProgram.SMALL).stream()
                        .flatMap(line -> List.of(line, line).stream())
                        .toList());
    }

    /** A directory that can be taken away. */
    private static final class Disk implements Receiver {

        private final Path directory;
        private final Path away;
        private final Path path;

        Disk(Path base) throws Exception {
            directory = Files.createDirectory(base.resolve("logs"));
            away = base.resolve("away");
            path = directory.resolve("events.ndjson");
        }

        @Override
        public Sink sink() throws Exception {
            return new FileSink(FileOptions.at(path), new SystemClock());
        }

        @Override
        public List<String> received() throws Exception {
            return Files.readAllLines(path);
        }

        @Override
        public void stop() throws Exception {
            Files.move(directory, away);
        }

        @Override
        public void stopAfter(long bytes) {
            throw new UnsupportedOperationException("the size of files is limited in a process of its own");
        }

        @Override
        public void start() throws Exception {
            Files.move(away, directory);
        }

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public void close() {}
    }
}
