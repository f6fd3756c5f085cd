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
import io.rollcall.sources.http.Web;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sweep over a window: page after page and, where pages list items, each page's items before the next page. Also follows a
 * stream from a position; its pages then say where it goes on.
 *
 * <p>What is wrong with a continuation is reported after the page that holds it, which was read well and is kept. A
 * continuation seen before ends the sweep if the definition says that this is the API's way of ending, or if the stream is
 * followed by positions; otherwise the window is not taken for complete and has to be read again: a page that leads to itself
 * neither loops nor passes for the end.
 */
final class WindowSweep implements Sweep {

    private static final int PATIENCE_MALFORMED = 2;
    private static final int PATIENCE_TIMEOUT = 2;
    private static final int PATIENCE_BROKEN = 4;

    private final ReadPlan plan;
    private final Window window;
    private final boolean isFollowing;
    private final Strikes strikes = new Strikes();
    private final Continuation continuation;
    private final PageReader reader;
    private final PageRequests requests;
    private final EarlyAsk early;
    private PageCount count = PageCount.NONE;
    private @Nullable ContentQueue items;
    private @Nullable SourceFault deferred;
    private @Nullable Long total;
    private boolean isFinished;

    WindowSweep(ReadPlan plan, Window window, ItemMemory memory) {
        this(plan, window, memory, Optional.empty());
    }

    /** @param start where to begin in a stream that is followed; its pages then carry positions */
    WindowSweep(ReadPlan plan, Window window, ItemMemory memory, Optional<Onward> start) {
        this.plan = plan;
        this.window = window;
        this.isFollowing = plan.stream().hasPosition();
        this.continuation = plan.continuation();
        this.reader = new PageReader(plan, continuation.bodyPlaces(), window, memory);
        this.requests = new PageRequests(plan, window, start);
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
        Ask ask = requests.next();
        Reply reply = send(ask);
        askEarly(ask, reply);
        List<Event> found = read(ask, reply);
        strikes.clear();
        requests.answered(ask);
        count = count.with(reader.records(), found, window).of(continuation.total(reader.around()));
        Optional<Onward> next = continuation(reply);
        if (isFinished && deferred == null && next.isPresent() && plan.doubter().isPresent()) {
            lookBeyond(next.get(), found, plan.doubter().get());
        }
        Page page = Page.of(found, reply.requestedAt(), reply.answer().body().length());
        if (!isFollowing) {
            return page;
        }
        return page.before(next.or(requests::cameBy).map(Onward::kept));
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

    /**
     * Asks for the next page before this one is read, where it says early enough which one that is. What is wrong with this
     * page or its continuation shows when it has been read; an early answer that then is not the one wanted is dropped.
     */
    private void askEarly(Ask ask, Reply reply) {
        boolean isWorthwhile = early.isPossible()
                && !reply.isEmpty()
                && continuation.isKnownEarly()
                && plan.stream().items().isEmpty()
                && count.pages() + 1 < plan.stream().limits().maxPages();
        Optional<BodyHead> head = isWorthwhile ? reader.head(reply) : Optional.empty();
        if (head.isPresent()) {
            continuationEarly(ask, reply, head.get())
                    .map(requests::following)
                    .filter(next -> !next.target().equals(ask.target()) && !requests.isRepeated(next))
                    .ifPresent(early::send);
        }
    }

    private Optional<Onward> continuationEarly(Ask ask, Reply reply, BodyHead head) {
        PageCount atLeast = PageCount.atLeast(head.hasRecords() ? 1 : 0);
        try {
            return continuation.isLast(head, atLeast)
                    ? Optional.empty()
                    : continuation.next(reply, head, atLeast, Optional.empty(), requests.start(ask));
        } catch (SourceFault reportedOnceRead) {
            return Optional.empty();
        }
    }

    private List<Event> read(Ask ask, Reply reply) throws SourceFault {
        try {
            List<Event> found = reader.read(reply);
            List<Item> listed = reader.takeItems();
            if (!listed.isEmpty()) {
                items = items == null ? plan.itemQueue(ask) : items;
                items.add(listed);
            }
            return found;
        } catch (IOException e) {
            boolean isOut = strikes.isOut(FaultCode.MALFORMED, PATIENCE_MALFORMED);
            throw new SourceFault(
                            FaultCode.MALFORMED,
                            isOut ? Recovery.SHRINK_WINDOW : Recovery.RETRY,
                            Faults.shown(ask) + " answered HTTP "
                                    + reply.answer().status() + " with a body that cannot be read: "
                                    + plan.censor().apply(String.valueOf(e.getMessage())),
                            VendorWords.of(reply.answer(), plan.censor()),
                            Optional.empty())
                    .causedBy(e);
        }
    }

    /** What leads to the next page, whether it is gone on to or not; a fault in it is kept for the next call. */
    private Optional<Onward> continuation(Reply reply) {
        try {
            Optional<Onward> next = reply.isEmpty()
                    ? Optional.empty()
                    : continuation.next(
                            reply, reader.around(), count, reader.lastRecord(), requests.start(requests.next()));
            requireWhole(reply, next);
            isFinished = next.isEmpty() || continuation.isLast(reader.around(), count) || isEnd(next.get());
            if (!isFinished) {
                requests.goOn(next.get());
            }
            return next;
        } catch (SourceFault fault) {
            deferred = fault;
            return Optional.empty();
        }
    }

    /** Sees to it that nothing has been cut off, and that nothing left the pages already counted. */
    private void requireWhole(Reply reply, Optional<Onward> next) throws SourceFault {
        if (reply.isEmpty()) {
            return;
        }
        if (next.isEmpty() && continuation.isCutOff(count) && !continuation.isLast(reader.around(), count)) {
            throw new SourceFault(
                    FaultCode.TOO_LARGE,
                    Recovery.SHRINK_WINDOW,
                    "page " + count.pages() + " of " + window + " has " + count.records()
                            + " records, as many as the API hands out at once (paging.cut_off_at), and does not say where the"
                            + " rest is; the window is read in smaller parts");
        }
        Optional<Long> present = continuation.counted(reader.around());
        Long before = total;
        if (before != null && present.isPresent() && present.get() < before) {
            throw new SourceFault(
                    FaultCode.STALE_CONTINUATION,
                    Recovery.RESTART_SWEEP,
                    "there were " + before + " records in " + window + " and are " + present.get()
                            + " now: some have left it while its pages were counted, so others may have been skipped; the"
                            + " window is read again");
        }
        total = present.orElse(before);
    }

    private void lookBeyond(Onward next, List<Event> found, Consumer<String> doubter) throws InterruptedException {
        Ask behind = requests.following(next);
        if (!isFollowing && !requests.isRepeated(behind)) {
            new Beyond(plan, window, continuation.bodyPlaces())
                    .look(behind, count, found)
                    .ifPresent(doubter);
        }
    }

    private boolean isEnd(Onward next) throws SourceFault {
        Ask wanted = requests.following(next);
        boolean isRepeated = requests.isRepeated(wanted);
        if (isRepeated && !isFollowing && plan.stream().paging().repeated() == Repeated.RESTART) {
            throw new SourceFault(
                    FaultCode.LOOP,
                    Recovery.RESTART_SWEEP,
                    "page " + count.pages() + " of " + window + " leads to a page already read ("
                            + wanted.url().host() + wanted.url().encodedPath()
                            + "); its events are kept, and the window is read again");
        }
        boolean isTooLong =
                !isFollowing && count.pages() >= plan.stream().limits().maxPages();
        if (!isRepeated && isTooLong) {
            throw new SourceFault(
                    FaultCode.LOOP,
                    Recovery.SHRINK_WINDOW,
                    "the sweep of " + window + " has come to " + count.pages()
                            + " pages, the limit (limits.max_pages), and goes on; the window is read in smaller parts");
        }
        return isRepeated;
    }

    @Override
    public void close() {
        // Holds no connection between pages.
    }
}
