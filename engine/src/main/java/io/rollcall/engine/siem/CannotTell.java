package io.rollcall.engine.siem;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Why a SIEM's answer cannot be had or relied on: what was asked, what happened, what to check. */
public final class CannotTell extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean mayPass;
    private final transient Optional<Duration> after;

    private CannotTell(String message, boolean mayPass, Optional<Duration> after) {
        super(Objects.requireNonNull(message, "message"));
        this.mayPass = mayPass;
        this.after = after;
    }

    /** Trouble that may be over when it is asked again. */
    public static CannotTell now(String message) {
        return new CannotTell(message, true, Optional.empty());
    }

    /** Trouble that may be over after the wait the SIEM asked for. */
    public static CannotTell now(String message, Optional<Duration> after) {
        return new CannotTell(message, true, after);
    }

    /** Trouble that stays until somebody changes something. */
    public static CannotTell ever(String message) {
        return new CannotTell(message, false, Optional.empty());
    }

    public CannotTell causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** Whether it makes sense to ask again. */
    public boolean mayPass() {
        return mayPass;
    }

    /** The wait that was asked for. */
    public Optional<Duration> after() {
        return after;
    }
}
