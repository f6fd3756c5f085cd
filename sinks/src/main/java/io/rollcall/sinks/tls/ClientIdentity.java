package io.rollcall.sinks.tls;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.options.Types;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate and its private key, in the files the user has them in. */
public sealed interface ClientIdentity {

    /** The alias of the only entry of the key stores made here. */
    String ALIAS = "client";

    /** Reads where they are. */
    static ClientIdentity read(Section section) {
        return section.choice(
                "format",
                "How certificate and key are stored.",
                List.of(
                        new Alternative<>("pem", "Two PEM files.", Pem::read),
                        new Alternative<>("pkcs12", "One PKCS#12 file (.p12 or .pfx).", Pkcs12::read)));
    }

    /** The files, to notice when they change. */
    List<Path> files();

    /** A key store with the certificate chain and the key. */
    KeyStore load() throws IOException, GeneralSecurityException;

    /** The password of the key in the loaded key store. */
    char[] password();

    /**
     * PEM files.
     *
     * @param certificates the certificate first, then those of intermediate authorities
     * @param key the private key, PKCS#8, not encrypted
     */
    record Pem(Path certificates, Path key) implements ClientIdentity {

        static Pem read(Section section) {
            return new Pem(
                    section.required(
                            "certificate_file",
                            Types.PATH,
                            "PEM file with the certificate, followed by those of intermediate authorities.",
                            Path.of("/etc/rollcall/client.pem")),
                    section.required(
                            "key_file",
                            Types.PATH,
                            "PEM file with the private key (PKCS#8, not encrypted).",
                            Path.of("/etc/rollcall/client.key")));
        }

        @Override
        public List<Path> files() {
            return List.of(certificates, key);
        }

        @Override
        public KeyStore load() throws IOException, GeneralSecurityException {
            X509Certificate[] chain = PemFiles.certificates(certificates).toArray(new X509Certificate[0]);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, PemFiles.privateKey(key, chain[0].getPublicKey()), password(), chain);
            return store;
        }

        @Override
        public char[] password() {
            return new char[0];
        }
    }

    /**
     * A PKCS#12 file.
     *
     * @param file the file
     * @param secret its password
     */
    record Pkcs12(Path file, Secret secret) implements ClientIdentity {

        static Pkcs12 read(Section section) {
            return new Pkcs12(
                    section.required(
                            "file",
                            Types.PATH,
                            "PKCS#12 file with the certificate and its key.",
                            Path.of("/etc/rollcall/client.p12")),
                    section.optional("password", Types.SECRET, new Secret(""), "Password of the file."));
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public KeyStore load() throws IOException, GeneralSecurityException {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, password());
                return store;
            }
        }

        @Override
        public char[] password() {
            return secret.reveal().toCharArray();
        }
    }
}
