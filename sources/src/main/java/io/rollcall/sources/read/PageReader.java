package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.sources.definition.ItemRule;
import io.rollcall.sources.definition.StreamDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the bodies of a sweep's pages: their events, or the items they list. Used by one thread at a time. */
final class PageReader {

    private final Decoder decoder;
    private final RecordArrays arrays;
    private final EventReader events;
    private final Optional<EntryReader> entries;
    private final ItemMemory memory;
    private final RecordArrays.Receiver receiver;
    private final boolean hasTrailer;
    private final int places;
    private List<Item> listed = List.of();
    private int records;

    /** @param around places in the body to look at too */
    PageReader(ReadPlan plan, List<FieldPath> around, Window window, ItemMemory memory) {
        StreamDefinition stream = plan.stream();
        this.memory = stream.items().flatMap(ItemRule::batch).isPresent() ? item -> false : memory;
        this.decoder = plan.decoder();
        this.hasTrailer = stream.decode().hasTrailer();
        this.places = around.size();
        this.arrays = new RecordArrays(
                decoder.records(stream.records().arrays()),
                around,
                stream.records().mayBeMissing());
        this.events = new EventReader(stream, plan.part());
        this.entries = stream.items().map(unused -> plan.entryReader(window.from()));
        this.receiver = entries.<RecordArrays.Receiver>map(it -> it)
                .orElseGet(() -> Exploder.before(events, stream.records().explode()));
    }

    /** What stands before the records, if that is all that is looked at. */
    Optional<BodyHead> head(Reply reply) {
        return arrays.head(reply.answer().body());
    }

    /** @throws IOException if it cannot be read; then nothing of it has been */
    List<Event> read(Reply reply) throws IOException {
        records = 0;
        if (reply.isEmpty()) {
            return List.of();
        }
        try {
            Slice json = decoder.decode(reply.answer().body());
            arrays.read(json, receiver);
            requireTrailer();
        } catch (IOException e) {
            List<Event> unused = events.take();
            entries.ifPresent(EntryReader::take);
            throw e;
        }
        List<Event> found = events.take();
        List<Item> all = entries.map(EntryReader::take).orElse(List.of());
        listed = all.stream().filter(item -> !memory.isSettled(item)).toList();
        records = arrays.count();
        return found;
    }

    /** A line that holds nothing of what a trailer is read for is a record, and the body has been cut off before its trailer. */
    private void requireTrailer() throws IOException {
        boolean isTrailer = places == 0
                || IntStream.range(0, places)
                        .anyMatch(place -> arrays.value(place).isPresent());
        if (hasTrailer && !isTrailer) {
            throw new IOException(
                    "the last line has nothing of what paging looks for, so it is no trailer: the body ends too"
                            + " early, or the definition is wrong about decode.trailer");
        }
    }

    /** The items listed by the page read last, those already settled left out where they cannot change. */
    List<Item> takeItems() {
        List<Item> taken = listed;
        listed = List.of();
        return taken;
    }

    /** Records or entries of the page read last, as the API counts them: before any is exploded. */
    int records() {
        return records;
    }

    AroundRecords around() {
        return arrays;
    }

    /** The value the continuation is in, of the last record. */
    Optional<String> lastRecord() {
        return records == 0 ? Optional.empty() : events.last();
    }
}
