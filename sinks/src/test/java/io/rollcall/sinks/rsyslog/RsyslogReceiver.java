package io.rollcall.sinks.rsyslog;

import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.SinkContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A real rsyslogd as the other side of the contract: to stop it is to kill it. */
final class RsyslogReceiver implements SinkContract.Receiver {

    /** Makes a sink that delivers to an rsyslogd. */
    interface SinkMaker {
        Sink to(Rsyslogd rsyslogd) throws Exception;
    }

    private final Rsyslogd rsyslogd;
    private final SinkMaker maker;

    RsyslogReceiver(Rsyslogd rsyslogd, SinkMaker maker) {
        this.rsyslogd = rsyslogd;
        this.maker = maker;
    }

    @Override
    public Sink sink() throws Exception {
        return maker.to(rsyslogd);
    }

    /** Lines that are whole: the one it was killed at may not be. */
    @Override
    public List<String> received() throws IOException {
        return rsyslogd.received().stream()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .toList();
    }

    @Override
    public void stop() {
        rsyslogd.kill();
    }

    @Override
    public void stopAfter(long bytes) throws IOException {
        long end = rsyslogd.receivedBytes() + bytes;
        Thread watcher = new Thread(() -> {
            try {
                while (rsyslogd.receivedBytes() < end) {
                    LockSupport.parkNanos(100_000);
                }
                rsyslogd.kill();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public void start() throws Exception {
        rsyslogd.restart();
    }

    @Override
    public void close() throws IOException {
        rsyslogd.close();
    }

    @Override
    public String name() {
        return "127.0.0.1:" + rsyslogd.port();
    }
}
