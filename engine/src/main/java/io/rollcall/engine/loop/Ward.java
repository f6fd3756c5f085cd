package io.rollcall.engine.loop;

import io.rollcall.engine.ledger.Quarantined;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of quarantine: which items are in it, when they are tried again, when they are given up. */
final class Ward {

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int MAX_AT_ONCE = 100;

    /** Items whose time to be tried again has come. */
    List<Item> due(StreamState state, Instant now) {
        return state.quarantine().stream()
                .filter(each -> !each.nextTry().isAfter(now))
                .limit(MAX_AT_ONCE)
                .map(Quarantined::item)
                .toList();
    }

    boolean holds(StreamState state, Item item) {
        return find(state, item).isPresent();
    }

    /** Whether the API will never again hand out the item a page failed to read. */
    boolean isGone(Page page, SourceFault fault) {
        return fault.recovery() == Recovery.DROP_ITEM
                || page.item()
                        .flatMap(Item::expires)
                        .map(expiry -> !expiry.isAfter(page.requestedAt()))
                        .orElse(false);
    }

    /** Takes in an item that could not be read, or gives it up if the API has forgotten it. */
    StreamState admit(StreamState state, Page page, SourceFault fault, NoticeBoard notices) {
        Item item = page.item().orElseThrow();
        Instant now = page.requestedAt();
        if (isGone(page, fault)) {
            notices.tell(
                    NoticeCode.ITEM_LOST,
                    "The API no longer has item " + item.name() + "; its events are lost to us. " + fault.getMessage(),
                    now);
            return discharge(state, item, notices, now);
        }
        int attempts = find(state, item).map(Quarantined::attempts).orElse(0) + 1;
        Instant since = find(state, item).map(Quarantined::since).orElse(now);
        notices.raise(NoticeCode.QUARANTINED, "Item " + item.name() + " cannot be read: " + fault.getMessage(), now);
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 12));
        List<Quarantined> quarantine = new ArrayList<>(without(state, item).quarantine());
        quarantine.add(new Quarantined(
                item,
                fault.getMessage(),
                since,
                attempts,
                now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)));
        return state.withQuarantine(quarantine);
    }

    /** Lets an item go that has been read or given up. */
    StreamState discharge(StreamState state, Item item, NoticeBoard notices, Instant now) {
        StreamState after = without(state, item);
        if (after.quarantine().isEmpty()) {
            notices.clear(NoticeCode.QUARANTINED, now);
        }
        return after;
    }

    private static StreamState without(StreamState state, Item item) {
        return state.withQuarantine(state.quarantine().stream()
                .filter(each -> !each.item().key().equals(item.key()))
                .toList());
    }

    private static Optional<Quarantined> find(StreamState state, Item item) {
        return state.quarantine().stream()
                .filter(each -> each.item().key().equals(item.key()))
                .findFirst();
    }
}
