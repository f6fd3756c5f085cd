package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.definition.PagingRule.Repeated;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Web;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A sweep over a window: page after page and, where pages list items, each page's items before the next page.
 *
 * <p>What is wrong with a continuation is reported after the page that holds it, which was read well and is kept. A
 * continuation seen before ends the sweep if the definition says that this is the API's way of ending; otherwise the window is
 * not taken for complete and has to be read again: a page that leads to itself neither loops nor passes for the end.
 */
final class WindowSweep implements Sweep {

    private static final int PATIENCE_MALFORMED = 2;
    private static final int PATIENCE_TIMEOUT = 2;
    private static final int PATIENCE_BROKEN = 4;

    private final ReadPlan plan;
    private final Window window;
    private final ItemMemory memory;
    private final Censor censor;
    private final Strikes strikes = new Strikes();
    private final Set<String> seen = new HashSet<>();
    private final Continuation continuation;
    private final RecordArrays arrays;
    private final EventReader events;
    private final EarlyAsk early;
    private @Nullable EntryReader entries;
    private @Nullable ItemQueue items;
    private @Nullable HttpUrl first;
    private @Nullable HttpUrl following;
    private @Nullable SourceFault deferred;
    private boolean isFinished;
    private boolean hasRecords;
    private int pages;

    WindowSweep(ReadPlan plan, Window window, ItemMemory memory) {
        this.plan = plan;
        this.window = window;
        this.memory = memory;
        this.censor = plan.censor();
        this.continuation = new Continuation(plan.stream().paging(), plan.addresses());
        this.arrays = new RecordArrays(plan.stream().records(), continuation.bodyPlaces());
        this.events = new EventReader(plan.stream());
        this.early = new EarlyAsk(plan.client(), plan.helper());
    }

    @Override
    public Optional<Page> next() throws SourceFault, InterruptedException {
        if (items != null && !items.isEmpty()) {
            return Optional.of(items.next());
        }
        if (deferred != null) {
            throw deferred;
        }
        return isFinished ? Optional.empty() : Optional.of(page());
    }

    private Page page() throws SourceFault, InterruptedException {
        Ask ask = ask();
        Reply reply = send(ask);
        HttpUrl start = first == null ? ask.url() : first;
        askEarly(ask, reply, start);
        List<Event> found = read(ask, reply);
        strikes.clear();
        first = start;
        seen.add(ask.url().toString());
        pages++;
        goOn(reply, start);
        return Page.of(found, reply.requestedAt(), reply.answer().body().length());
    }

    private Reply send(Ask ask) throws SourceFault, InterruptedException {
        try {
            return early.answer(ask);
        } catch (SourceFault fault) {
            throw isTooMuch(fault) ? Faults.with(fault, Recovery.SHRINK_WINDOW) : fault;
        }
    }

    /** What times out or breaks off time after time is asked for in smaller parts. */
    private boolean isTooMuch(SourceFault fault) {
        if (fault.recovery() != Recovery.RETRY) {
            return false;
        }
        return switch (fault.code()) {
            case TIMEOUT -> strikes.isOut(fault.code(), PATIENCE_TIMEOUT);
            case CONNECTION -> !Web.isUnreachable(fault) && strikes.isOut(fault.code(), PATIENCE_BROKEN);
            default -> false;
        };
    }

    /** The bounds are written anew at each try of the first page, since the clock's offset may be known better by then. */
    private Ask ask() throws SourceFault {
        if (!plan.stream().window().isWithinReach(window, plan.client().apiNow())) {
            throw new SourceFault(
                    FaultCode.GONE,
                    Recovery.SUSPEND,
                    window + " is longer ago than the API lets one ask for; what was not read in time cannot be had");
        }
        Ask start = plan.ask(window);
        return following == null ? start : start.to(following);
    }

    /**
     * Asks for the next page before this one is read, where it says early enough which one that is. What is wrong with this
     * page or its continuation shows when it has been read; an early answer that then is not the one wanted is dropped.
     */
    private void askEarly(Ask ask, Reply reply, HttpUrl start) {
        boolean isWorthwhile = early.isPossible()
                && !reply.isEmpty()
                && plan.stream().items().isEmpty()
                && pages + 1 < plan.stream().limits().maxPages();
        Optional<BodyHead> head = isWorthwhile ? arrays.head(reply.answer().body()) : Optional.empty();
        if (head.isPresent()) {
            continuationEarly(reply, head.get(), start)
                    .filter(url -> !url.equals(ask.url()) && !seen.contains(url.toString()))
                    .ifPresent(url -> early.send(ask.to(url)));
        }
    }

    private Optional<HttpUrl> continuationEarly(Reply reply, BodyHead head, HttpUrl start) {
        try {
            return continuation.next(reply, head, head.hasRecords(), start);
        } catch (SourceFault reportedOnceRead) {
            return Optional.empty();
        }
    }

    private List<Event> read(Ask ask, Reply reply) throws SourceFault {
        try {
            hasRecords = false;
            if (reply.isEmpty()) {
                return List.of();
            }
            if (plan.stream().items().isEmpty()) {
                arrays.read(reply.answer().body(), events);
                List<Event> found = events.take();
                hasRecords = !found.isEmpty();
                return found;
            }
            list(ask, reply);
            return List.of();
        } catch (IOException e) {
            List<?> unused = events.take();
            boolean isOut = strikes.isOut(FaultCode.MALFORMED, PATIENCE_MALFORMED);
            throw new SourceFault(
                            FaultCode.MALFORMED,
                            isOut ? Recovery.SHRINK_WINDOW : Recovery.RETRY,
                            Faults.shown(ask) + " answered HTTP "
                                    + reply.answer().status() + " with a body that cannot be read: "
                                    + censor.apply(String.valueOf(e.getMessage())),
                            VendorWords.of(reply.answer(), censor),
                            Optional.empty())
                    .causedBy(e);
        }
    }

    private void list(Ask ask, Reply reply) throws IOException {
        if (entries == null) {
            entries = plan.entryReader(window.from());
        }
        if (items == null) {
            items = plan.itemQueue(ask);
        }
        EntryReader reader = entries;
        try {
            arrays.read(reply.answer().body(), reader);
        } catch (IOException e) {
            List<?> unused = reader.take();
            throw e;
        }
        List<Item> listed = reader.take();
        hasRecords = !listed.isEmpty();
        items.add(listed.stream().filter(item -> !memory.isSettled(item)).toList());
    }

    private void goOn(Reply reply, HttpUrl start) {
        try {
            Optional<HttpUrl> next =
                    reply.isEmpty() ? Optional.empty() : continuation.next(reply, arrays, hasRecords, start);
            following = next.orElse(following);
            isFinished = next.isEmpty() || isEndByRepetition(next.get());
        } catch (SourceFault fault) {
            deferred = fault;
        }
    }

    private boolean isEndByRepetition(HttpUrl next) throws SourceFault {
        boolean isRepeated = seen.contains(next.toString());
        if (isRepeated && plan.stream().paging().repeated() == Repeated.RESTART) {
            throw new SourceFault(
                    FaultCode.LOOP,
                    Recovery.RESTART_SWEEP,
                    "page " + pages + " of " + window + " leads to a page already read (" + next.host()
                            + next.encodedPath() + "); its events are kept, and the window is read again");
        }
        if (!isRepeated && pages >= plan.stream().limits().maxPages()) {
            throw new SourceFault(
                    FaultCode.LOOP,
                    Recovery.SHRINK_WINDOW,
                    "the sweep of " + window + " has come to " + pages
                            + " pages, the limit (limits.max_pages), and goes on; the window is read in smaller parts");
        }
        return isRepeated;
    }

    @Override
    public void close() {
        // Holds no connection between pages.
    }
}
