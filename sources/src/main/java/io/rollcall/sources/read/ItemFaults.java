package io.rollcall.sources.read;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.http.Web;
import java.util.Optional;

/** What is an item's own fault, and what is not. */
final class ItemFaults {

    /** How often an item that fails on its own account is tried before it is set aside. */
    static final int TRIES = 3;

    private ItemFaults() {}

    /** Whether a fault is the item's own: throttling, tokens and an unreachable server are not. */
    static boolean isItsOwn(SourceFault fault) {
        return switch (fault.code()) {
            case SERVER_ERROR, TIMEOUT, MALFORMED, TOO_LARGE, REFUSED, FOREIGN_LINK, LOOP, STALE_CONTINUATION, GONE ->
                true;
            case CONNECTION -> !Web.isUnreachable(fault);
            case NO_TOKEN,
                    UNAUTHORIZED,
                    PERMISSION_MISSING,
                    BUDGET_SPENT,
                    THROTTLED,
                    SUBSCRIPTION_DISABLED,
                    POSITION_LOST -> false;
        };
    }

    /** Only once the API's clock is known: ours may be wrong, and to give up an item is final. */
    static boolean isExpired(Item item, ApiClient client) {
        return client.clockOffset().isPresent()
                && item.expires().map(client.apiNow()::isAfter).orElse(false);
    }

    static SourceFault expired(Item item) {
        return new SourceFault(
                FaultCode.GONE,
                Recovery.DROP_ITEM,
                "item " + item.name() + " expired at "
                        + item.expires().map(String::valueOf).orElse("?") + ", before it could be fetched",
                "",
                Optional.empty());
    }
}
