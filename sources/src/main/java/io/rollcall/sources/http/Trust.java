package io.rollcall.sources.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust over TLS, and who to be.
 *
 * @param sockets makes sockets that do so
 * @param manager the judge of server certificates
 */
record Trust(SSLSocketFactory sockets, X509TrustManager manager) {

    /** @throws IOException if a file cannot be read or used */
    static Trust of(Optional<Path> caFile, Optional<KeyFiles> clientCertificate) throws IOException {
        try {
            X509TrustManager manager = caFile.isPresent() ? withFile(caFile.get()) : trustManager(null);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = clientCertificate.isPresent()
                    ? keyManagers(KeyMaterial.load(clientCertificate.get()))
                    : new KeyManager[0];
            context.init(keys, new TrustManager[] {manager}, null);
            return new Trust(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static X509TrustManager withFile(Path caFile) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate known : trustManager(null).getAcceptedIssuers()) {
            store.setCertificateEntry("public-" + number++, known);
        }
        for (X509Certificate own : KeyMaterial.certificates(caFile)) {
            store.setCertificateEntry("own-" + number++, own);
        }
        return trustManager(store);
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyManager[] keyManagers(KeyMaterial material) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", material.privateKey(), new char[0], material.chain().toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        return store;
    }
}
