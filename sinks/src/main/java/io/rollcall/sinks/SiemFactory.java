package io.rollcall.sinks;

import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.time.Clock;
import java.io.IOException;

/** A SIEM that has been configured and is to be asked. */
@FunctionalInterface
public interface SiemFactory {

    /**
     * Makes ready to ask it; does not connect yet.
     *
     * @throws IOException if certificates or keys cannot be read
     */
    Siem open(Clock clock) throws IOException;
}
