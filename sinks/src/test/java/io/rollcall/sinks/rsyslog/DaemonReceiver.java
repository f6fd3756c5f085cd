package io.rollcall.sinks.rsyslog;

import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.SinkContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A real receiver of syslog as the other side of the contract: to stop it is to kill it. */
final class DaemonReceiver<D extends SyslogDaemon> implements SinkContract.Receiver {

    /** Makes a sink that delivers to a receiver. */
    interface SinkMaker<D> {
        Sink to(D daemon) throws Exception;
    }

    private final D daemon;
    private final SinkMaker<D> maker;

    DaemonReceiver(D daemon, SinkMaker<D> maker) {
        this.daemon = daemon;
        this.maker = maker;
    }

    @Override
    public Sink sink() throws Exception {
        return maker.to(daemon);
    }

    /** Lines that are whole: the one it was killed at may not be. */
    @Override
    public List<String> received() throws IOException {
        return daemon.received().stream()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .toList();
    }

    @Override
    public void stop() {
        daemon.kill();
    }

    @Override
    public void stopAfter(long bytes) throws IOException {
        long end = daemon.receivedBytes() + bytes;
        Thread watcher = new Thread(() -> {
            try {
                while (daemon.receivedBytes() < end) {
                    LockSupport.parkNanos(100_000);
                }
                daemon.kill();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public void start() throws Exception {
        daemon.restart();
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }

    @Override
    public String name() {
        return "127.0.0.1:" + daemon.port();
    }
}
