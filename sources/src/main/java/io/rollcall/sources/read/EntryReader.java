package io.rollcall.sources.read;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.source.Item;
import io.rollcall.sources.definition.ItemRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes items of a listing's entries. Reusable, not thread-safe. */
final class EntryReader implements RecordArrays.Receiver {

    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::listedAt).thenComparing(Item::name);

    private final ItemRule rule;
    private final Optional<String> job;
    private final Instant defaultTime;
    private final Instant defaultExpiry;
    private final int[] idIndices;
    private final int locationIndex;
    private final UnaryOperator<String> paths;
    private final int[] createdIndices;
    private final int[] expiresIndices;
    private final RecordScanner scanner;
    private List<Item> items = new ArrayList<>();

    /**
     * @param job whose findings are listed: another job's may have the same ids
     * @param defaultTime the place of an entry that does not say its own
     * @param defaultExpiry when the API forgets an entry that does not say it
     * @param paths what finds an entry's content, of its identity, where entries say no location
     */
    EntryReader(
            ItemRule rule,
            Optional<String> job,
            Instant defaultTime,
            Instant defaultExpiry,
            UnaryOperator<String> paths) {
        this.job = job;
        this.defaultExpiry = defaultExpiry;
        this.paths = paths;
        this.rule = rule;
        this.defaultTime = defaultTime;
        Captures captures = new Captures();
        this.idIndices = captures.indices(rule.id());
        this.locationIndex = rule.location().map(captures::index).orElse(-1);
        this.createdIndices = captures.indices(rule.created().pointers());
        this.expiresIndices =
                rule.expires().map(it -> captures.indices(it.pointers())).orElse(new int[0]);
        this.scanner = captures.scanner(List.of());
    }

    @Override
    public RecordScanner scanner() {
        return scanner;
    }

    @Override
    public void accept(Slice entry, long checksum) throws IOException {
        Optional<List<String>> id = Captures.all(scanner, idIndices);
        EventKey key = key(id.isPresent() ? EventKeys.ofId(id.get()) : EventKeys.ofCanonical(entry, List.of(), 0));
        items.add(new Item(
                key,
                id.map(parts -> String.join("/", parts)).orElse("(without id) " + key),
                location(id),
                Captures.time(scanner, rule.created(), createdIndices).orElse(defaultTime),
                rule.expires()
                        .flatMap(it -> Captures.time(scanner, it, expiresIndices))
                        .or(() -> Optional.of(defaultExpiry))));
    }

    private EventKey key(EventKey within) {
        return job.map(it -> EventKeys.ofId(List.of(it, within.toString()))).orElse(within);
    }

    private String location(Optional<List<String>> id) {
        return locationIndex >= 0
                ? scanner.captured(locationIndex).orElse("")
                : id.map(parts -> paths.apply(String.join("/", parts))).orElse("");
    }

    /** The items since the last call, by their place on the time axis, then by name. */
    List<Item> take() {
        List<Item> taken = items;
        items = new ArrayList<>();
        taken.sort(ORDER);
        return taken;
    }
}
