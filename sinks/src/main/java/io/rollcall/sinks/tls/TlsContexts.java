package io.rollcall.sinks.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Engines for connections, with certificates that are read again when their files change. Thread-safe. */
final class TlsContexts {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final TlsOptions options;
    private @Nullable SSLContext context;
    private List<FileTime> loadedVersions = List.of();

    TlsContexts(TlsOptions options) {
        this.options = options;
    }

    /** A fresh engine in client mode that checks the receiver's name. */
    SSLEngine engine() throws IOException {
        SSLEngine engine = current()
                .createSSLEngine(
                        options.expectedName(), options.stream().address().port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private synchronized SSLContext current() throws IOException {
        List<FileTime> versions = new ArrayList<>();
        for (Path file : files()) {
            versions.add(Files.getLastModifiedTime(file));
        }
        if (context == null || !versions.equals(loadedVersions)) {
            context = load();
            loadedVersions = versions;
        }
        return context;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        options.authorities().ifPresent(files::add);
        options.identity().ifPresent(identity -> files.addAll(identity.files()));
        return files;
    }

    private SSLContext load() throws IOException {
        try {
            SSLContext loaded = SSLContext.getInstance("TLS");
            loaded.init(keyManagers(options.identity()), trustManagers(options.authorities()), null);
            return loaded;
        } catch (GeneralSecurityException e) {
            throw new SSLException("cannot use the certificates: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(Optional<Path> authorities)
            throws IOException, GeneralSecurityException {
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : PemFiles.certificates(authorities.get())) {
            store.setCertificateEntry("authority " + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keyManagers(Optional<ClientIdentity> identity)
            throws IOException, GeneralSecurityException {
        if (identity.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(identity.get().load(), identity.get().password());
        return factory.getKeyManagers();
    }
}
