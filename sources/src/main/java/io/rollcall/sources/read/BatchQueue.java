package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.ItemRule;
import io.rollcall.sources.http.JsonText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Items whose records are asked for many at once. A batch that fails on its own account is asked for in halves, down to single
 * items, of which one that fails is set aside; but when several of those fail one after the other and nothing has come yet, it
 * is no single item's fault, and is passed on as it is. An item whose record does not come back is set aside too: a listing
 * said that it is there.
 */
final class BatchQueue implements ContentQueue {

    /** Single items that fail in a row before it is taken for no fault of theirs. */
    private static final int FUTILE = 4;

    private final ReadPlan plan;
    private final ItemRule.Batch batch;
    private final boolean isOfSingles;
    private final EventReader events;
    private final Returned returned;
    private final Decoder decoder;
    private final RecordArrays arrays;
    private final Deque<Wanted> waiting = new ArrayDeque<>();
    private final Deque<Page> ready = new ArrayDeque<>();
    private int failures;
    private int failedSingles;
    private boolean hasSucceeded;

    BatchQueue(ReadPlan plan, ItemRule rule, ItemRule.Batch batch) {
        this(plan, rule, batch, false);
    }

    /** Items one by one, each with a page of its own. */
    static BatchQueue ofSingles(ReadPlan plan, ItemRule rule, ItemRule.Batch batch) {
        return new BatchQueue(plan, rule, batch, true);
    }

    private BatchQueue(ReadPlan plan, ItemRule rule, ItemRule.Batch batch, boolean isOfSingles) {
        this.plan = plan;
        this.batch = batch;
        this.isOfSingles = isOfSingles;
        this.events = new EventReader(plan.stream());
        this.returned = new Returned(
                batch.returned(), Exploder.before(events, rule.records().explode()));
        this.decoder = new Decoder(rule.decode(), plan.stream().limits().maxBodyBytes());
        this.arrays = new RecordArrays(
                decoder.records(rule.records().arrays()),
                List.of(),
                rule.records().mayBeMissing());
    }

    /**
     * What one request asks for.
     *
     * @param isPart whether it is a part of a batch that failed
     */
    private record Wanted(List<Item> items, boolean isPart) {

        boolean isSingle() {
            return items.size() == 1;
        }

        Wanted part(int from, int to) {
            return new Wanted(List.copyOf(items.subList(from, to)), true);
        }

        String shown() {
            return isSingle()
                    ? "item " + items.get(0).name()
                    : items.size() + " items from " + items.get(0).name() + " on";
        }
    }

    /** Notes which identities come back. */
    private static final class Returned implements RecordArrays.Receiver {
        private final RecordScanner scanner;
        private final RecordArrays.Receiver receiver;
        private final Set<String> ids = new HashSet<>();

        Returned(FieldPath place, RecordArrays.Receiver receiver) {
            this.scanner = new RecordScanner(List.of(place), List.of());
            this.receiver = receiver;
        }

        @Override
        public RecordScanner scanner() {
            return scanner;
        }

        @Override
        public void accept(Slice record, long unused) throws IOException {
            scanner.captured(0).ifPresent(ids::add);
            long checksum = receiver.scanner().scan(new JsonCursor(record.array(), record.offset(), record.length()));
            receiver.accept(record, checksum);
        }
    }

    @Override
    public void add(List<Item> items) {
        Map<String, Item> distinct = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.location().isBlank()) {
                setAside(
                        item,
                        new SourceFault(
                                FaultCode.MALFORMED,
                                Recovery.QUARANTINE_ITEM,
                                "the listing does not say its identity"));
            } else {
                distinct.putIfAbsent(item.location(), item);
            }
        }
        List<Item> all = new ArrayList<>(distinct.values());
        int size = isOfSingles ? 1 : batch.size();
        for (int from = 0; from < all.size(); from += size) {
            waiting.add(new Wanted(List.copyOf(all.subList(from, Math.min(all.size(), from + size))), false));
        }
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty() && ready.isEmpty();
    }

    @Override
    public Page next() throws SourceFault, InterruptedException {
        while (ready.isEmpty()) {
            fetch();
        }
        return ready.remove();
    }

    private void fetch() throws SourceFault, InterruptedException {
        Wanted wanted = waiting.element();
        Item first = wanted.items().get(0);
        if (isOfSingles && ItemFaults.isExpired(first, plan.client())) {
            done();
            setAside(first, ItemFaults.expired(first));
            return;
        }
        try {
            Reply reply = plan.client().send(ask(wanted.items()));
            Slice body = reply.answer().body();
            returned.ids.clear();
            if (!reply.isEmpty()) {
                arrays.read(decoder.decode(body), returned);
            }
            done();
            failedSingles = 0;
            hasSucceeded = true;
            received(wanted.items(), reply, events.take());
        } catch (IOException e) {
            List<Event> unused = events.take();
            judge(
                    wanted,
                    new SourceFault(
                                    FaultCode.MALFORMED,
                                    Recovery.RETRY,
                                    "the answer for " + wanted.shown() + " cannot be read: "
                                            + plan.censor().apply(String.valueOf(e.getMessage())))
                            .causedBy(e));
        } catch (SourceFault fault) {
            judge(wanted, fault);
        }
    }

    private void done() {
        waiting.remove();
        failures = 0;
    }

    private Ask ask(List<Item> wanted) {
        List<String> ids = wanted.stream().map(Item::location).toList();
        Names.Value list = new Names.Value(
                String.join(",", ids), ids.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")));
        return plan.addresses()
                .ask(batch.request(), plan.names().with(ItemRule.IDS, list))
                .forItem();
    }

    /** The page of what has come, and one for each item whose record has not. */
    private void received(List<Item> wanted, Reply reply, List<Event> found) {
        List<Item> missing = wanted.stream()
                .filter(item -> !returned.ids.contains(item.location()))
                .toList();
        int bytes = reply.answer().body().length();
        if (!isOfSingles) {
            ready.add(Page.of(found, reply.requestedAt(), bytes));
        } else if (missing.isEmpty()) {
            ready.add(Page.ofItem(wanted.get(0), found, reply.requestedAt(), bytes));
        }
        for (Item item : missing) {
            setAside(
                    item,
                    new SourceFault(
                            FaultCode.GONE,
                            Recovery.QUARANTINE_ITEM,
                            "it was listed, but its record does not come when it is asked for"));
        }
    }

    private void judge(Wanted wanted, SourceFault fault) throws SourceFault {
        if (!ItemFaults.isItsOwn(fault)) {
            throw fault;
        }
        boolean mayPass = fault.recovery() == Recovery.RETRY && !wanted.isPart();
        if (mayPass && ++failures < ItemFaults.TRIES) {
            throw fault;
        }
        if (!wanted.isSingle()) {
            done();
            int size = wanted.items().size();
            waiting.addFirst(wanted.part(size / 2, size));
            waiting.addFirst(wanted.part(0, size / 2));
            return;
        }
        if (!isOfSingles && !hasSucceeded && ++failedSingles >= FUTILE) {
            throw fault;
        }
        done();
        setAside(wanted.items().get(0), Faults.with(fault, Recovery.QUARANTINE_ITEM));
    }

    private void setAside(Item item, SourceFault fault) {
        ready.add(Page.failedItem(item, fault, plan.client().apiNow()));
    }
}
