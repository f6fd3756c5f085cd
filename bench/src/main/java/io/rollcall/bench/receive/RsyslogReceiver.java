package io.rollcall.bench.receive;

import io.rollcall.engine.time.Clock;
import io.rollcall.options.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real rsyslogd that takes lines over TCP into a file. Its queues are direct: it ends its side of a connection only when all
 * it has read has been written to the file, so that a receipt means more than with the queues in memory it has otherwise.
 */
public final class RsyslogReceiver implements AutoCloseable {

    private final RsyslogProcess process;
    private final Path received;

    private RsyslogReceiver(RsyslogProcess process, Path received) {
        this.process = process;
        this.received = received;
    }

    public static boolean isInstalled() {
        return RsyslogProcess.program().isPresent();
    }

    /** @param directory for the file, and for what rsyslogd itself needs */
    public static RsyslogReceiver start(Path directory, Clock clock) throws IOException, InterruptedException {
        Path received = directory.resolve("received.ndjson");
        return new RsyslogReceiver(
                RsyslogProcess.start(directory, 0, listen -> configuration(received, listen), clock), received);
    }

    private static String configuration(Path received, String listen) {
        return String.join(
                "\n",
                "global(maxMessageSize=\"1m\")",
                "main_queue(queue.type=\"Direct\")",
                "module(load=\"imtcp\")",
                "template(name=\"raw\" type=\"string\" string=\"%rawmsg%\\n\")",
                "ruleset(name=\"rollcall\") {",
                "  action(type=\"omfile\" file=\"" + received + "\" template=\"raw\" queue.type=\"Direct\")",
                "}",
                "input(type=\"imtcp\" " + listen + " ruleset=\"rollcall\")",
                "");
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", process.port());
    }

    /** Bytes in its file. */
    public long bytes() throws IOException {
        return Files.exists(received) ? Files.size(received) : 0;
    }

    @Override
    public void close() {
        process.close();
    }
}
