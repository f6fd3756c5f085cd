package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Item;
import io.rollcall.sources.definition.EachRule;
import io.rollcall.sources.definition.ItemRule;
import io.rollcall.sources.definition.JobRule;
import io.rollcall.sources.definition.PagingRule.Next;
import io.rollcall.sources.definition.StopRules;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.Template;
import io.rollcall.sources.http.Censor;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Everything about a stream that its sweeps share. Thread-safe.
 *
 * @param helper waits for the next page while one is read; if there is none, pages are asked for one after the other
 * @param doubter is told of windows that seem to end too early; if there is none, nobody looks
 */
record ReadPlan(
        StreamDefinition stream,
        Names names,
        Addresses addresses,
        ApiClient client,
        Censor censor,
        Optional<Executor> helper,
        Optional<Consumer<String>> doubter) {

    /** The part of the stream this plan is for, if it is read by parts. */
    Optional<String> part() {
        return names.has(EachRule.NAME) ? Optional.of(names.value(EachRule.NAME)) : Optional.empty();
    }

    /** The plan for one part of the stream. */
    ReadPlan of(String part) {
        return new ReadPlan(stream, names.with(EachRule.NAME, part), addresses, client, censor, helper, doubter);
    }

    /** The plan for what a job has found. */
    ReadPlan ofJob(String id) {
        return new ReadPlan(stream, names.with(JobRule.NAME, id), addresses, client, censor, helper, doubter);
    }

    /** The plan for the listing of the parts. */
    ReadPlan listing() {
        return new ReadPlan(stream.listing(), names, addresses, client, censor, helper, doubter);
    }

    /** The names of the requests for a window's pages, as they stand on the first. */
    Names names(Window window) {
        Next next = stream.paging().next();
        return names.with(window, stream.window(), client.apiNow())
                .with("page.token", "")
                .with("page.offset", Names.Value.number(first(firstOffset())))
                .with("page.end", end(firstOffset()))
                .with("page.number", Names.Value.number(first(next instanceof Next.Counted it ? it.first() : 1)));
    }

    private int firstOffset() {
        return stream.paging().next() instanceof Next.Offset it ? it.first() : 0;
    }

    /** Where a full page ends that begins at an offset. */
    Names.Value end(long offset) {
        return Names.Value.number(String.valueOf(
                offset + number(stream.paging().stops().pageSize()).orElse(0L)));
    }

    private static String first(int number) {
        return String.valueOf(number);
    }

    /** The request of the first page. */
    Ask ask(Window window) {
        return addresses.ask(stream.request(), names(window));
    }

    Decoder decoder() {
        return new Decoder(stream.decode(), stream.limits().maxBodyBytes());
    }

    Continuation continuation() {
        StopRules stops = stream.paging().stops();
        return new Continuation(
                stream.paging(), addresses, decoder(), number(stops.pageSize()), number(stops.cutOffAt()));
    }

    private Optional<Long> number(Optional<Template> template) {
        return template.map(names::fill)
                .filter(size -> size.matches("[0-9]{1,9}"))
                .map(Long::valueOf);
    }

    /** A reader of entries; one that does not say when it expires may be had for as long as the API remembers. */
    EntryReader entryReader(Instant defaultTime) {
        return new EntryReader(
                rule(),
                names.has(JobRule.NAME) ? Optional.of(names.value(JobRule.NAME)) : Optional.empty(),
                defaultTime,
                client.apiNow().plus(stream.behaviour().retention()),
                this::path);
    }

    /** An item where it is by the definition of today: one that was set aside may have been looked for in a wrong place. */
    Item located(Item item) {
        return stream.job().isPresent() || rule().path().isEmpty()
                ? item
                : new Item(item.key(), item.name(), path(item.name()), item.listedAt(), item.expires());
    }

    private String path(String id) {
        return rule().path()
                .map(path -> names.with("item.id", id).fill(path, Encoding::pathSegment))
                .orElse(id);
    }

    /** What fetches the items a sweep's pages list. */
    ContentQueue itemQueue(Ask listing) {
        return rule().batch()
                .<ContentQueue>map(batch -> new BatchQueue(this, rule(), batch))
                .orElseGet(() -> new ItemQueue(client, addresses, stream, rule(), listing));
    }

    /** What fetches items that failed before, one by one. */
    ContentQueue singleItems(Ask listing) {
        return rule().batch()
                .<ContentQueue>map(batch -> BatchQueue.ofSingles(this, rule(), batch))
                .orElseGet(() -> itemQueue(listing));
    }

    private ItemRule rule() {
        return stream.items()
                .orElseThrow(() -> new IllegalStateException("the stream " + stream.name() + " has no items"));
    }
}
