package io.rollcall.sinks.stream;

import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What went wrong on a connection, and what to check, in a sentence for the user. */
public final class StreamTrouble {

    private StreamTrouble() {}

    /** The sentence. */
    public static String of(IOException cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof SSLException) {
            return "TLS: " + deepest(cause, text) + tlsHint(cause, text);
        }
        if (isReset(cause, text)) {
            return "the receiver broke the connection off (" + text
                    + ") before it had the whole batch. Check whether it was"
                    + " stopped or restarted, and whether it limits the length of messages";
        }
        return text;
    }

    private static boolean isReset(IOException cause, String text) {
        return text.startsWith("Connection reset")
                || text.startsWith("Broken pipe")
                || (cause instanceof SocketException && text.contains("aborted"));
    }

    private static String tlsHint(IOException cause, String text) {
        if (hasCause(cause, CertPathBuilderException.class) || hasCause(cause, CertPathValidatorException.class)) {
            return ". Check that ca_file holds the certificate of the authority that signed the receiver's certificate, and that"
                    + " none of them has expired";
        }
        if (hasCause(cause, CertificateException.class)) {
            return ". Connect by a name the receiver's certificate is for, or set server_name to one";
        }
        if (text.contains("Unsupported or unrecognized") || text.contains("plaintext")) {
            return ". Check that the port speaks TLS; without TLS the sink is tcp";
        }
        if (text.contains("fatal alert")) {
            return ". The receiver's log says why; it may want another client certificate, or trust another authority";
        }
        return "";
    }

    private static String deepest(Throwable cause, String text) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = deepest.getMessage();
        return said == null || text.contains(said) ? text : text + " (" + said + ")";
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
