package io.rollcall.sources.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.Spans;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sends HTTP requests and returns whole answers, bounded in time and size. Sends each once and follows no
 * redirect: a request nobody counted would break the rate the API allows. Thread-safe; a waiting thread
 * that is interrupted cancels its request.
 */
public final class Web implements Transport {

    private static final int PARALLEL_REQUESTS = 64;

    /** Shorter than servers keep idle connections, so that a request seldom meets one that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private final OkHttpClient client;
    private final Clock clock;
    private final String userAgent;

    /** @throws IOException if a file named in the settings cannot be used */
    public Web(HttpSettings settings, Clock clock) throws IOException {
        Trust trust = Trust.of(settings.caFile(), settings.clientCertificate());
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(PARALLEL_REQUESTS);
        dispatcher.setMaxRequestsPerHost(PARALLEL_REQUESTS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(PARALLEL_REQUESTS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .connectTimeout(30, TimeUnit.SECONDS)
                .sslSocketFactory(trust.sockets(), trust.manager())
                .proxySelector(new Proxies(settings));
        settings.proxyUser().ifPresent(user -> {
            String password = settings.proxyPassword().map(it -> it.reveal()).orElse("");
            builder.proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", Credentials.basic(user, password))
                            .build());
        });
        this.client = builder.build();
        this.clock = clock;
        this.userAgent = "rollcall/" + settings.version();
    }

    @Override
    public Answer send(Call call) throws SourceFault, InterruptedException {
        okhttp3.Call request = client.newCall(request(call));
        request.timeout().timeout(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Instant sent = clock.steady();
        request.enqueue(new Callback() {
            @Override
            public void onResponse(okhttp3.Call unused, Response response) {
                try (response) {
                    answer.complete(read(response, sent, call.maxBodyBytes()));
                } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(okhttp3.Call unused, IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            request.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw fault(call, e.getCause() == null ? e : e.getCause());
        }
    }

    private Request request(Call call) {
        Request.Builder builder = new Request.Builder().url(call.url()).header("User-Agent", userAgent);
        call.headers().forEach(builder::header);
        if (call.method().equals("GET")) {
            return builder.get().build();
        }
        return builder.method(call.method(), call.body().map(Web::body).orElse(RequestBody.create(new byte[0])))
                .build();
    }

    /** Without a charset in its media type, which some APIs do not understand. */
    private static RequestBody body(Payload payload) {
        return RequestBody.create(
                payload.text().getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaType.parse(payload.type()));
    }

    private Answer read(Response response, Instant sent, long maxBytes) throws IOException {
        ResponseBody body = response.body();
        Slice bytes = BodyReader.read(body.source(), body.contentLength(), maxBytes);
        return new Answer(response.code(), response.headers(), bytes, sent, clock.steady());
    }

    private static SourceFault fault(Call call, Throwable cause) {
        if (cause instanceof BodyReader.TooLarge) {
            return new SourceFault(
                    FaultCode.TOO_LARGE,
                    Recovery.SHRINK_WINDOW,
                    call.shown() + " answered with more than " + call.maxBodyBytes() + " bytes, which is the limit");
        }
        if (cause instanceof InterruptedIOException) {
            return new SourceFault(
                            FaultCode.TIMEOUT,
                            Recovery.RETRY,
                            call.shown() + " was not answered completely within " + Spans.words(call.timeout()))
                    .causedBy(cause);
        }
        return new SourceFault(
                        FaultCode.CONNECTION, Recovery.RETRY, call.shown() + " failed: " + explained(call, cause))
                .causedBy(cause);
    }

    private static String explained(Call call, Throwable cause) {
        String host = call.url().host();
        if (cause instanceof UnknownHostException) {
            return "the name " + host + " cannot be resolved; check DNS, the proxy setting and the cloud chosen";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "no connection to " + host + " port " + call.url().port() + "; check firewall and proxy";
        }
        if (cause instanceof SSLException) {
            return "TLS with " + host + " failed (" + cause.getMessage()
                    + "); if a proxy inspects TLS, name its authority with http.ca_file";
        }
        return "the connection broke ("
                + Optional.ofNullable(cause.getMessage())
                        .orElse(cause.getClass().getSimpleName()) + ")";
    }

    /** Whether a fault says that the server could not even be reached. */
    public static boolean isUnreachable(SourceFault fault) {
        Throwable cause = fault.getCause();
        return fault.code() == FaultCode.CONNECTION
                && (cause instanceof UnknownHostException
                        || cause instanceof ConnectException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof SSLHandshakeException
                        || cause instanceof SSLPeerUnverifiedException);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
