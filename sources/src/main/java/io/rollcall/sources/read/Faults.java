package io.rollcall.sources.read;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.Reaction;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Censor;
import java.time.Duration;
import java.util.Optional;

/** Turns answers that are not what was asked for into faults. Counts what may pass, and gives up after a while. */
final class Faults {

    private static final int PATIENCE_UNAUTHORIZED = 3;
    private static final int PATIENCE_LICENCE = 5;
    private static final int PATIENCE_TOO_MUCH = 2;

    private final Censor censor;
    private final Strikes strikes;

    Faults(Censor censor, Strikes strikes) {
        this.censor = censor;
        this.strikes = strikes;
    }

    SourceFault of(Ask ask, Answer answer, Verdict verdict, Optional<Duration> retryAfter) {
        String words = VendorWords.of(answer, censor);
        Kind kind = kind(ask, answer, verdict.reaction());
        String message = shown(ask) + " answered HTTP " + answer.status() + ": " + kind.meaning
                + (verdict.advice().isEmpty() ? "" : ". " + verdict.advice());
        return new SourceFault(kind.code, kind.recovery, message, words, retryAfter);
    }

    /** Method and address, as messages show them: without the query. */
    static String shown(Ask ask) {
        return ask.method() + " "
                + ask.url().newBuilder().query(null).username("").password("").build();
    }

    /** The same fault with another way to go on. */
    static SourceFault with(SourceFault fault, Recovery recovery) {
        return new SourceFault(
                        fault.code(),
                        recovery,
                        String.valueOf(fault.getMessage()),
                        fault.vendorWords(),
                        fault.retryAfter())
                .causedBy(fault);
    }

    private record Kind(FaultCode code, Recovery recovery, String meaning) {}

    private Kind kind(Ask ask, Answer answer, Reaction reaction) {
        return switch (reaction) {
            case SUCCESS, EMPTY -> throw new IllegalArgumentException("no fault: " + reaction);
            case RETRY -> new Kind(retryCode(answer.status()), Recovery.RETRY, "a passing trouble");
            case THROTTLED -> new Kind(FaultCode.THROTTLED, Recovery.RETRY, "too many requests");
            case UNAUTHORIZED ->
                new Kind(
                        FaultCode.UNAUTHORIZED,
                        strikes.isOut(reaction, PATIENCE_UNAUTHORIZED) ? Recovery.SUSPEND : Recovery.RETRY,
                        "the API does not accept the credentials, not even fresh ones; check cloud, base_url and login_url");
            case PERMISSION -> new Kind(FaultCode.PERMISSION_MISSING, Recovery.SUSPEND, "a permission is missing");
            case LICENCE ->
                new Kind(
                        FaultCode.PERMISSION_MISSING,
                        strikes.isOut(reaction, PATIENCE_LICENCE) ? Recovery.SUSPEND : Recovery.RETRY,
                        "a licence or permission is missing, or the API's check for it failed");
            case STALE_CONTINUATION ->
                new Kind(
                        FaultCode.STALE_CONTINUATION,
                        Recovery.RESTART_SWEEP,
                        "the continuation is no longer known, the window is read again");
            case RESET_POSITION ->
                new Kind(
                        FaultCode.POSITION_LOST,
                        Recovery.RESET_POSITION,
                        "the position in the stream is no longer known, it is read again by time");
            case TOO_MUCH ->
                new Kind(
                        answer.status() == 504 ? FaultCode.TIMEOUT : FaultCode.TOO_LARGE,
                        ask.isItem() || !strikes.isOut(reaction, PATIENCE_TOO_MUCH)
                                ? Recovery.RETRY
                                : Recovery.SHRINK_WINDOW,
                        "too much was asked for at once");
            case SUBSCRIPTION_DISABLED ->
                new Kind(
                        FaultCode.SUBSCRIPTION_DISABLED,
                        Recovery.RESTART_SWEEP,
                        "the subscription is missing or switched off; it is started again");
            case GONE ->
                ask.isItem()
                        ? new Kind(FaultCode.GONE, Recovery.DROP_ITEM, "the item no longer exists")
                        : new Kind(
                                FaultCode.REFUSED,
                                Recovery.SUSPEND,
                                "there is nothing at this address; check base_url and cloud");
            case SUSPEND -> new Kind(FaultCode.REFUSED, Recovery.SUSPEND, "the request was refused");
        };
    }

    private static FaultCode retryCode(int status) {
        if (status == 408 || status == 504) {
            return FaultCode.TIMEOUT;
        }
        return status >= 500 || status < 400 ? FaultCode.SERVER_ERROR : FaultCode.REFUSED;
    }
}
