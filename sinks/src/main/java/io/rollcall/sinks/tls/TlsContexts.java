package io.rollcall.sinks.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Engines for connections, with certificates that are read again when their files change. Each has a context of its own, so
 * that no session is ever resumed: OpenSSL refuses that to clients it asks for a certificate unless its program prepared for
 * it, as rsyslog with the ossl driver does not. Thread-safe.
 */
public final class TlsContexts {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final TlsPeer peer;
    private @Nullable Loaded loaded;

    /** What was in the files when they were as old as they are. */
    private record Loaded(
            List<FileTime> versions, KeyManager @Nullable [] identity, TrustManager @Nullable [] authorities) {}

    public TlsContexts(TlsPeer peer) {
        this.peer = peer;
    }

    /** A fresh engine in client mode that checks the receiver's name. */
    public SSLEngine engine() throws IOException {
        SSLEngine engine =
                context().createSSLEngine(peer.expectedName(), peer.address().port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context() throws IOException {
        try {
            Loaded files = current();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(files.identity, files.authorities, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException("cannot use the certificates: " + e.getMessage(), e);
        }
    }

    private synchronized Loaded current() throws IOException, GeneralSecurityException {
        List<FileTime> versions = new ArrayList<>();
        for (Path file : files()) {
            versions.add(version(file));
        }
        if (loaded == null || !versions.equals(loaded.versions)) {
            loaded = new Loaded(
                    List.copyOf(versions),
                    TlsFiles.keyManagers(peer.identity()),
                    TlsFiles.trustManagers(peer.authorities()));
        }
        return loaded;
    }

    private static FileTime version(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " does not exist, or the user Rollcall runs as may not read it");
        }
        return Files.getLastModifiedTime(file);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        peer.authorities().ifPresent(files::add);
        peer.identity().ifPresent(identity -> files.addAll(identity.files()));
        return files;
    }
}
