package io.rollcall.engine.siem;

import io.rollcall.engine.event.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;

/** A SIEM that can say how much it holds without showing it. */
public interface CountingSiem extends Siem {

    /**
     * How many rows it holds of each hour of a period, by its own time of its rows, but for notices of ours. Hours that are left out hold none.
     *
     * @param period whole hours
     * @throws CannotTell if not all of it was counted
     * @throws IOException if the answer could not be taken
     * @throws InterruptedException if the thread was asked to stop
     */
    SortedMap<Instant, Long> hours(Window period) throws CannotTell, IOException, InterruptedException;
}
