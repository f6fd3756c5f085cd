package io.rollcall.sinks.http;

import java.util.List;

/** What a status means where a receiver says nothing else. */
public final class Judgement {

    private Judgement() {}

    /**
     * The verdict of a status. Only what is about the events themselves (400, 413, 422) is put on them; everything else passes, or is
     * for somebody to mend.
     */
    public static Verdict of(Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Verdict.Taken(List.of());
        }
        return switch (status) {
            case 400, 413, 422 -> new Verdict.Smaller(answer.shown() + ".");
            case 401, 403 ->
                new Verdict.Later(
                        answer.shown() + ". Check the credentials of this sink, and what they allow",
                        answer.retryAfter());
            case 404, 405 ->
                new Verdict.Later(answer.shown() + ". Check the path of this sink's url", answer.retryAfter());
            default ->
                new Verdict.Later(
                        answer.shown()
                                + (status >= 300 && status < 400
                                        ? ". Redirects are not followed; check this sink's url"
                                        : ". Check the receiver's state if this stays"),
                        answer.retryAfter());
        };
    }
}
