package io.rollcall.app.collect;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.text.Version;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.spool.Progress;
import io.rollcall.web.OperationsServer;
import io.rollcall.web.SinkView;
import io.rollcall.web.StreamView;
import io.rollcall.web.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a running collector shows, if it is to show anything. */
public final class Operations implements AutoCloseable {

    /** Nothing is shown. */
    private static final Operations NONE = new Operations(Optional.empty(), "");

    private final Optional<OperationsServer> server;
    private final String address;

    private Operations(Optional<OperationsServer> server, String address) {
        this.server = server;
        this.address = address;
    }

    /** @throws IOException if the address cannot be used */
    static Operations of(Configuration configuration, Assembly assembly, Clock clock) throws IOException {
        if (configuration.operations().isEmpty()) {
            return NONE;
        }
        HostPort where = configuration.operations().get();
        OperationsServer server = new OperationsServer(
                new InetSocketAddress(where.host(), where.port()), () -> view(assembly), Version.NUMBER, clock);
        return new Operations(Optional.of(server), where.toString());
    }

    private static View view(Assembly assembly) {
        return new View(
                assembly.active().stream()
                        .map(loop -> new StreamView(
                                loop.stream(),
                                loop.traits(),
                                loop.state(),
                                loop.requests(),
                                assembly.budgetUsed(loop.stream())))
                        .toList(),
                assembly.progress().stream().map(Operations::view).toList(),
                assembly.standby(),
                assembly.receipts());
    }

    private static SinkView view(Progress sink) {
        return new SinkView(
                sink.name(),
                sink.accepted(),
                sink.refused(),
                sink.passed(),
                sink.dropped(),
                sink.behindBytes(),
                sink.waiting(),
                sink.trouble());
    }

    /** Where it is shown. */
    Optional<String> address() {
        return server.map(unused -> address);
    }

    @Override
    public void close() {
        server.ifPresent(OperationsServer::close);
    }
}
