package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceTraits;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that lie outside the window they came for, before its beginning. An API that shows them filters by something else
 * than the time they carry, so there may be more where they lie: the moment of the newest is asked for, once. Used by one
 * thread at a time.
 */
final class Strays {

    private static final int MOST = 8;

    private final SourceTraits traits;
    private final Set<Instant> asked = new HashSet<>();
    private @Nullable Instant newest;

    Strays(SourceTraits traits) {
        this.traits = traits;
    }

    /** Takes note of a page that came for a window. */
    void received(Page page, Window asked) {
        Instant before = asked.from().minus(traits.precision());
        page.events().stream()
                .map(Event::position)
                .flatMap(Optional::stream)
                .filter(before::isAfter)
                .filter(position -> newest == null || position.isAfter(newest))
                .forEach(position -> newest = position);
    }

    /** The moment to ask for now. */
    Optional<Window> due() {
        Instant moment = newest;
        newest = null;
        if (moment == null || asked.size() >= MOST || !asked.add(moment)) {
            return Optional.empty();
        }
        return Optional.of(Alignment.aligned(
                new Window(moment, moment.plus(traits.precision())), traits.precision(), traits.maxSpan()));
    }
}
