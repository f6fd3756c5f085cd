package io.rollcall.engine.source;

/**
 * Requests sent to an API, by what came of them.
 *
 * @param answered with what was asked for
 * @param throttled too many, said the API
 * @param refused for want of a right, or because something about them is wrong
 * @param failed a passing trouble of the API's
 * @param unanswered no answer came, or not all of it
 */
public record RequestCounts(long answered, long throttled, long refused, long failed, long unanswered) {

    public static final RequestCounts NONE = new RequestCounts(0, 0, 0, 0, 0);

    public long total() {
        return answered + throttled + refused + failed + unanswered;
    }

    public RequestCounts plus(RequestCounts other) {
        return new RequestCounts(
                answered + other.answered,
                throttled + other.throttled,
                refused + other.refused,
                failed + other.failed,
                unanswered + other.unanswered);
    }
}
