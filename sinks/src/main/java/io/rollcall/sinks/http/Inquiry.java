package io.rollcall.sinks.http;

import io.rollcall.engine.siem.CannotTell;
import java.io.IOException;

/**
 * Asks a SIEM, and takes nothing for an answer but a status of 200. Thread-safe.
 *
 * @param name of the SIEM, for people
 * @param courier sends requests to it
 */
public record Inquiry(String name, Courier courier) {

    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;

    /** A request. */
    @FunctionalInterface
    public interface Request<T> {
        T send(Courier courier) throws IOException, InterruptedException;
    }

    /** The answer to a request. */
    public Answer ask(Request<Answer> request) throws CannotTell, InterruptedException {
        Answer answer = attempt(request);
        require(answer);
        return answer;
    }

    /** Sends a request whose answer is yet to be judged. */
    public <T> T attempt(Request<T> request) throws CannotTell, InterruptedException {
        try {
            return request.send(courier);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A connection that broke, while something was asked or answered. */
    public CannotTell broken(IOException cause) {
        return CannotTell.now(name + ": " + HttpTrouble.of(cause) + ".").causedBy(cause);
    }

    /** An answer that is not what it should be, and may be another time. */
    public CannotTell odd(String what) {
        return CannotTell.now(name + ": " + what);
    }

    /** Something that stays as it is until somebody changes it. */
    public CannotTell wrong(String what) {
        return CannotTell.ever(name + ": " + what);
    }

    /** @throws CannotTell if the status is another one than 200 */
    public void require(Answer answer) throws CannotTell {
        int status = answer.status();
        if (status == 200) {
            return;
        }
        if (status == TOO_MANY || status == TIMED_OUT || status >= 500) {
            throw CannotTell.now(name + ": " + answer.shown() + ".", answer.retryAfter());
        }
        throw wrong(answer.shown() + ". " + advice(status));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "Check its credentials in the configuration, and whether they allow to read this.";
            case 404, 405 -> "Check its url in the configuration, and the name of what is read.";
            default ->
                status >= 300 && status < 400
                        ? "Redirects are not followed; check its url in the configuration."
                        : "Check its options in the configuration.";
        };
    }
}
