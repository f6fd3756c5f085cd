package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.sources.definition.IdentityRule;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.TimeRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes events of records. Whatever a record lacks, it becomes an event. Reusable, not thread-safe. */
final class EventReader implements RecordArrays.Receiver {

    private final IdentityRule identity;
    private final TimeRule time;
    private final Optional<TimeRule> position;
    private final Optional<String> part;
    private final int[] idIndices;
    private final int[] timeIndices;
    private final int[] positionIndices;
    private final RecordScanner scanner;
    private final int lastIndex;
    private Optional<String> last = Optional.empty();
    private final Map<EventKey, Integer> twins = new HashMap<>();
    private List<Event> events = new ArrayList<>();

    EventReader(StreamDefinition stream) {
        this(stream, Optional.empty());
    }

    /** @param part of the stream the records are from; ids count within it, since another part may have the same */
    EventReader(StreamDefinition stream, Optional<String> part) {
        this.part = part;
        this.identity = stream.identity();
        this.time = stream.time();
        this.position = stream.position();
        Captures captures = new Captures();
        this.idIndices = captures.indices(identity.pointers());
        this.timeIndices = captures.indices(time.pointers());
        this.positionIndices =
                position.map(rule -> captures.indices(rule.pointers())).orElse(new int[0]);
        this.lastIndex =
                Continuation.recordPlace(stream.paging()).map(captures::index).orElse(-1);
        this.scanner = captures.scanner(identity.ignored());
    }

    @Override
    public RecordScanner scanner() {
        return scanner;
    }

    @Override
    public void accept(Slice record, long checksum) throws IOException {
        if (lastIndex >= 0) {
            last = scanner.captured(lastIndex);
        }
        Optional<Instant> happened = Captures.time(scanner, time, timeIndices);
        Optional<Instant> place = position.filter(rule -> !rule.equals(time))
                .map(rule -> Captures.time(scanner, rule, positionIndices))
                .orElse(position.isPresent() ? happened : Optional.empty());
        events.add(new Event(key(record), checksum, happened, place, record));
    }

    private EventKey key(Slice record) throws IOException {
        Optional<List<String>> id = Captures.all(scanner, idIndices);
        if (id.isPresent()) {
            return EventKeys.ofId(within(id.get()));
        }
        EventKey key = EventKeys.ofCanonical(record, identity.ignored(), 0);
        int before = twins.merge(key, 1, Integer::sum) - 1;
        EventKey told = before == 0 ? key : EventKeys.ofCanonical(record, identity.ignored(), before);
        return part.isEmpty() ? told : EventKeys.ofId(within(List.of(told.toString())));
    }

    private List<String> within(List<String> id) {
        return part.isEmpty() ? id : Stream.concat(part.stream(), id.stream()).toList();
    }

    /** The value a continuation is in, of the record read last. */
    Optional<String> last() {
        return last;
    }

    /** The events since the last call. */
    List<Event> take() {
        List<Event> taken = events;
        events = new ArrayList<>();
        twins.clear();
        return taken;
    }
}
