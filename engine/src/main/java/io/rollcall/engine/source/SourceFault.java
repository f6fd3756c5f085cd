package io.rollcall.engine.source;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A fault while reading a source: what happened, in whose words, and how to go on. Carries no secret. */
public final class SourceFault extends Exception {

    private static final long serialVersionUID = 1;

    private final FaultCode code;
    private final Recovery recovery;
    private final transient Optional<Duration> retryAfter;
    private final String vendorWords;
    private final String message;

    /**
     * @param message what happened and what to do about it, for a person
     * @param vendorWords the API's own error text, shortened; empty if it gave none
     * @param retryAfter the wait the API asked for
     */
    public SourceFault(
            FaultCode code, Recovery recovery, String message, String vendorWords, Optional<Duration> retryAfter) {
        super(message);
        this.message = Objects.requireNonNull(message, "message");
        this.code = Objects.requireNonNull(code, "code");
        this.recovery = Objects.requireNonNull(recovery, "recovery");
        this.vendorWords = Objects.requireNonNull(vendorWords, "vendorWords");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    public SourceFault(FaultCode code, Recovery recovery, String message) {
        this(code, recovery, message, "", Optional.empty());
    }

    public SourceFault causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public FaultCode code() {
        return code;
    }

    public Recovery recovery() {
        return recovery;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public String vendorWords() {
        return vendorWords;
    }
}
