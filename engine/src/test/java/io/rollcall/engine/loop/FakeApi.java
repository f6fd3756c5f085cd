package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An API with one page per window, unless a test wants more, and a trap for windows a test wants to fail. */
final class FakeApi implements Source {

    /** Decides whether a window fails. */
    interface Trap {
        @Nullable SourceFault on(Window window);
    }

    final List<Window> asked = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Clock clock;
    private final Duration offset;
    private Trap trap = window -> null;
    Duration retention = Duration.ofDays(30);
    Duration maxSpan = Duration.ofDays(1);
    int pageSize = Integer.MAX_VALUE;
    /** Which events an answer leaves out. */
    Predicate<Event> hidden = event -> false;

    /** @param offset the API's clock minus ours */
    FakeApi(Clock clock, Duration offset) {
        this.clock = clock;
        this.offset = offset;
    }

    void trap(Trap newTrap) {
        this.trap = newTrap;
    }

    EventKey happened(Instant time) {
        EventKey key = EventKeys.ofId(List.of("event", Integer.toString(events.size())));
        events.add(new Event(key, 1, Optional.of(time), Optional.of(time), Slice.utf8("{}")));
        return key;
    }

    @Override
    public SourceTraits traits() {
        return new SourceTraits(
                retention,
                maxSpan,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                SourceTraits.Revisions.DELIVER,
                Duration.ZERO);
    }

    @Override
    public void prepare() {}

    @Override
    public Sweep open(Window window, ItemMemory items) {
        return new OnePage(window);
    }

    @Override
    public Sweep reopen(List<Item> items) {
        throw new IllegalStateException("this source has no items");
    }

    @Override
    public Optional<Duration> clockOffset() {
        return asked.isEmpty() ? Optional.empty() : Optional.of(offset);
    }

    @Override
    public RequestCounts requests() {
        return new RequestCounts(asked.size(), 0, 0, 0, 0);
    }

    @Override
    public void close() {}

    private final class OnePage implements Sweep {
        private final Window window;
        private boolean done;
        private int shown;

        OnePage(Window window) {
            this.window = window;
        }

        @Override
        public Optional<Page> next() throws SourceFault {
            if (done) {
                return Optional.empty();
            }
            asked.add(window);
            SourceFault fault = trap.on(window);
            if (fault != null) {
                throw fault;
            }
            List<Event> inside = events.stream()
                    .filter(event -> window.contains(event.time().orElseThrow()))
                    .filter(event -> !hidden.test(event))
                    .skip(shown)
                    .toList();
            done = inside.size() <= pageSize;
            List<Event> page = inside.subList(0, Math.min(inside.size(), pageSize));
            shown += page.size();
            return Optional.of(Page.of(page, clock.now().plus(offset), 1));
        }

        @Override
        public void close() {}
    }
}
