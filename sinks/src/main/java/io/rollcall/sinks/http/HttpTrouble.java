package io.rollcall.sinks.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What went wrong with a request, and what to check, in a sentence for the user. */
final class HttpTrouble {

    private HttpTrouble() {}

    static String of(IOException cause) {
        if (cause instanceof Unintelligible) {
            return text(cause) + ". Check that url leads to the receiver and not to something before it";
        }
        if (hasCause(cause, UnresolvedAddressException.class)) {
            return "the name in url has no address. Check its spelling, and the DNS of this machine";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection in time. Check that the receiver runs, and firewalls in between";
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time. Check the receiver's load; timeout of this sink may be too short";
        }
        if (hasCause(cause, ConnectException.class)) {
            return "cannot connect. Check that the receiver runs and listens at this address";
        }
        if (cause instanceof SSLException) {
            return "TLS: " + text(cause)
                    + ". Check that ca_file holds the authority that signed the receiver's certificate, that the"
                    + " certificate is for the name in url, and that the port speaks TLS";
        }
        return "the connection broke (" + text(cause) + "). Check whether the receiver was stopped or restarted";
    }

    private static String text(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
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
