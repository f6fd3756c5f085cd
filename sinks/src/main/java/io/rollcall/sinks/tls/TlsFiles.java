package io.rollcall.sinks.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What TLS needs, out of files. */
public final class TlsFiles {

    private TlsFiles() {}

    /**
     * A context for connections.
     *
     * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
     * @param identity what to show to the other side; empty for nothing
     * @throws IOException if a file cannot be read or used; the message says which
     */
    public static SSLContext context(Optional<Path> authorities, Optional<ClientIdentity> identity) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(identity), trustManagers(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException("cannot use the certificates: " + e.getMessage(), e);
        }
    }

    static TrustManager @Nullable [] trustManagers(Optional<Path> authorities)
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

    static KeyManager @Nullable [] keyManagers(Optional<ClientIdentity> identity)
            throws IOException, GeneralSecurityException {
        if (identity.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(identity.get().load(), identity.get().password());
        return factory.getKeyManagers();
    }
}
