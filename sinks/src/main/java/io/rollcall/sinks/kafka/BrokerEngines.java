package io.rollcall.sinks.kafka;

import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/** TLS for Kafka's library with a context of ours; the library makes it, by its name, and tells it that context. */
public final class BrokerEngines implements SslEngineFactory {

    /** Where in the library's configuration the context is. */
    static final String CONTEXT = "rollcall.ssl.context";

    private @Nullable SSLContext context;

    @Override
    public void configure(Map<String, ?> configuration) {
        context = (SSLContext) Objects.requireNonNull(configuration.get(CONTEXT), CONTEXT);
    }

    /** An engine that checks the broker's name, whatever else the configuration says. */
    @Override
    public SSLEngine createClientSslEngine(String host, int port, String ignored) {
        SSLEngine engine = Objects.requireNonNull(context, "not configured").createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("this is no server");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> configuration) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        context = null;
    }
}
