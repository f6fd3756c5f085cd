package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.ItemRule;
import io.rollcall.sources.definition.StreamDefinition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Items waiting to be fetched, one page each. An item that fails on its own account is tried three times and then set aside,
 * so that those behind it flow on; what is no item's fault (throttling, no token, no connection) is passed on as it is.
 */
final class ItemQueue implements ContentQueue {

    private final ApiClient client;
    private final Addresses addresses;
    private final ItemRule rule;
    private final Ask listing;
    private final EventReader events;
    private final RecordArrays.Receiver receiver;
    private final Decoder decoder;
    private final RecordArrays arrays;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int failures;

    /** @param listing the request whose parameters items' locations may need */
    ItemQueue(ApiClient client, Addresses addresses, StreamDefinition stream, ItemRule rule, Ask listing) {
        this.client = client;
        this.addresses = addresses;
        this.rule = rule;
        this.listing = listing;
        this.events = new EventReader(stream);
        this.receiver = Exploder.before(events, rule.records().explode());
        this.decoder = new Decoder(rule.decode(), stream.limits().maxBodyBytes());
        this.arrays = new RecordArrays(
                decoder.records(rule.records().arrays()),
                List.of(),
                rule.records().mayBeMissing());
    }

    @Override
    public void add(List<Item> items) {
        waiting.addAll(items);
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public Page next() throws SourceFault, InterruptedException {
        Item item = waiting.element();
        Page page = ItemFaults.isExpired(item, client) ? failed(item, ItemFaults.expired(item)) : fetched(item);
        waiting.remove();
        failures = 0;
        return page;
    }

    /** Whether the API said it would have the item for longer; then that it has it not may pass. */
    private boolean isPromised(Item item) {
        return item.expires().map(client.apiNow()::isBefore).orElse(false);
    }

    private Page fetched(Item item) throws SourceFault, InterruptedException {
        try {
            Reply reply = client.send(ask(item));
            Slice body = reply.answer().body();
            if (!reply.isEmpty()) {
                arrays.read(decoder.decode(body), receiver);
            }
            return Page.ofItem(item, events.take(), reply.requestedAt(), body.length());
        } catch (IOException e) {
            List<?> unused = events.take();
            return judged(
                    item,
                    new SourceFault(
                            FaultCode.MALFORMED,
                            Recovery.RETRY,
                            "the content of item " + item.name() + " cannot be read: " + e.getMessage()));
        } catch (SourceFault fault) {
            return judged(item, fault);
        }
    }

    private Page judged(Item item, SourceFault fault) throws SourceFault {
        if (fault.recovery() == Recovery.DROP_ITEM && isPromised(item)) {
            return failed(item, Faults.with(fault, Recovery.QUARANTINE_ITEM));
        }
        if (fault.recovery() == Recovery.DROP_ITEM || fault.recovery() == Recovery.QUARANTINE_ITEM) {
            return failed(item, fault);
        }
        if (!ItemFaults.isItsOwn(fault)) {
            throw fault;
        }
        boolean mayPass = fault.recovery() == Recovery.RETRY;
        if (mayPass && ++failures < ItemFaults.TRIES) {
            throw fault;
        }
        return failed(item, Faults.with(fault, Recovery.QUARANTINE_ITEM));
    }

    private Ask ask(Item item) throws SourceFault {
        if (item.location().isBlank()) {
            throw new SourceFault(
                    FaultCode.MALFORMED,
                    Recovery.QUARANTINE_ITEM,
                    "the listing does not say where item " + item.name() + " is");
        }
        HttpUrl url = addresses.follow(item.location(), addresses.base());
        return new Ask(
                "GET", Addresses.carrying(url, rule.carry(), listing.url()), listing.headers(), Optional.empty(), true);
    }

    private Page failed(Item item, SourceFault fault) {
        return Page.failedItem(item, fault, client.apiNow());
    }
}
