package io.rollcall.sim.http;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultInjector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** HTTP/1.1 server on the loopback address. Every exchange passes the fault injector and the statistics. */
public final class WebServer implements AutoCloseable {
    private static final String CONTROL_PATH = "/simulator/";
    private static final int MOST_BODY_BYTES = 1 << 20;

    private final Server server = new Server();
    private final ServerConnector connector;
    private final Pause pause = new Pause();
    private final AtomicLong requests = new AtomicLong();
    private final HttpHandler handler;
    private final FaultInjector faults;
    private final Statistics statistics;
    private final InstantSource trueTime;
    private final InstantSource apiTime;
    private final boolean gzip;

    /**
     * Running server.
     *
     * @param port 0 for any free port
     * @param trueTime simulated time
     * @param apiTime simulated time as the API believes it to be, for the {@code Date} header
     * @param gzip whether to compress for clients that accept it
     */
    public WebServer(
            int port,
            HttpHandler handler,
            FaultInjector faults,
            Statistics statistics,
            InstantSource trueTime,
            InstantSource apiTime,
            boolean gzip) {
        this.handler = handler;
        this.faults = faults;
        this.statistics = statistics;
        this.trueTime = trueTime;
        this.apiTime = apiTime;
        this.gzip = gzip;
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendDateHeader(false);
        configuration.setSendServerVersion(false);
        this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Exchange());
        start(port);
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        pause.end();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the web server of the simulator does not stop", e);
        }
    }

    private void start(int port) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + "; choose another port, or 0", e);
        } catch (Exception e) {
            throw new IllegalStateException("the web server of the simulator does not start", e);
        }
    }

    private Request received(org.eclipse.jetty.server.Request request) throws IOException {
        String path = request.getHttpURI().getDecodedPath();
        String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        Optional<Fault> fault = path.startsWith(CONTROL_PATH) ? Optional.empty() : faults.next(path, query);
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(
                    field.getName().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(field.getValue()).orElse(""));
        }
        Instant now = trueTime.instant();
        byte[] body = Source.asInputStream(request).readNBytes(MOST_BODY_BYTES);
        return new Request(
                requests.incrementAndGet(),
                request.getMethod(),
                "http://" + headers.getOrDefault("host", baseUri().getAuthority()),
                path,
                query,
                headers,
                body,
                now,
                fault);
    }

    private Response answer(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            String cause = "the simulator failed to answer " + request.uri() + ": " + e;
            return Response.json(500, Json.object().put("simulatorFailure", cause));
        }
    }

    private final class Exchange extends Handler.Abstract {
        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request wireRequest,
                org.eclipse.jetty.server.Response wireResponse,
                Callback callback)
                throws Exception {
            Request request = received(wireRequest);
            Response response = answer(request).withHeader("Date", HttpDate.of(apiTime.instant()));
            boolean compress = gzip
                    && request.header("accept-encoding")
                            .filter(codings -> codings.contains("gzip"))
                            .isPresent();
            Connection connection = new Connection(wireRequest, wireResponse, callback);
            statistics.count(response.status(), response.trace(), request.fault());
            long bytes = new Transmission(connection, request.fault(), compress, pause).send(response);
            statistics.countBytes(bytes);
            return true;
        }
    }
}
