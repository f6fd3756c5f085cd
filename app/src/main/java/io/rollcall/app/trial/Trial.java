package io.rollcall.app.trial;

import io.rollcall.app.config.Configuration;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.loop.Collector;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.Durations;
import io.rollcall.sources.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A trial of one stream: read once as a run would read it, with a ledger of its own, and told about. */
public final class Trial {

    private static final int SHOWN_EVENTS = 3;

    private final Configuration.Account account;
    private final String stream;
    private final int maxPages;
    private final Consumer<String> person;
    private final Set<String> doubts = new LinkedHashSet<>();
    private long withoutTime;
    private long pages;

    /** @param person is told of each page */
    public Trial(Configuration.Account account, String stream, int maxPages, Consumer<String> person) {
        this.account = account;
        this.stream = stream;
        this.maxPages = maxPages;
        this.person = person;
    }

    /**
     * Reads the stream.
     *
     * @param ledger a file that is not there yet
     * @return what came of it, for a summary
     */
    public Map<String, Object> run(Sources sources, Sink sink, Path ledger, Duration patience, Clock clock)
            throws InterruptedException {
        ExecutorService fetchers = Executors.newCachedThreadPool();
        LimitedSource source = new LimitedSource(
                sources.doubt(account.definition(), stream, account.options(), this::doubt), maxPages, this::show);
        try (StoredLedger memory = SqliteLedger.open(ledger);
                StreamLoop loop = new StreamLoop(
                        new StreamId(account.definition().name(), "try", stream),
                        source,
                        sink,
                        memory,
                        letters -> letters.forEach(letter -> person.accept("refused: " + letter.reason())),
                        account.settings(stream, source.traits().retention()),
                        clock,
                        fetchers,
                        () -> 0.5)) {
            Map<StreamId, Outcome> incomplete = new Collector(List.of(loop), clock, 1).once(patience);
            return summary(loop, source, incomplete.isEmpty());
        } finally {
            fetchers.shutdownNow();
        }
    }

    private Map<String, Object> summary(StreamLoop loop, LimitedSource source, boolean complete) {
        List<String> notices = new ArrayList<>();
        for (OpenNotice notice : loop.state().notices()) {
            notices.add(notice.code() + ": " + notice.message());
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("stream", stream);
        summary.put("requests", source.requests().total());
        summary.put("pages", pages);
        summary.put("fetched", loop.state().counters().fetched());
        summary.put("events", loop.state().counters().events());
        summary.put("revisions", loop.state().counters().revisions());
        summary.put("without_time", withoutTime);
        summary.put("limited", source.isExhausted());
        summary.put("position", loop.state().position());
        summary.put("notices", notices);
        summary.put("doubts", doubts());
        boolean isUnread = !loop.state().quarantine().isEmpty()
                || !loop.state().unreadable().isEmpty();
        summary.put("complete", complete && !isUnread && doubts().isEmpty());
        return summary;
    }

    private synchronized void doubt(String message) {
        if (doubts.add(message)) {
            person.accept("    " + message);
        }
    }

    private synchronized List<String> doubts() {
        return List.copyOf(doubts);
    }

    private synchronized void show(Page page) {
        pages++;
        long timeless =
                page.events().stream().filter(event -> event.time().isEmpty()).count();
        withoutTime += timeless;
        person.accept("page " + pages + " of " + stream + ": " + page.events().size() + " events"
                + (timeless == 0 ? "" : ", " + timeless + " of them without a time that can be read (check 'time')")
                + page.item().map(item -> ", item " + item.name()).orElse("")
                + page.position().map(position -> ", goes on at " + position).orElse("")
                + page.failure().map(fault -> ", failed: " + fault.getMessage()).orElse(""));
        page.events().stream().limit(SHOWN_EVENTS).map(Trial::shown).forEach(person);
    }

    private static String shown(Event event) {
        return "    key " + event.key() + "  time "
                + event.time().map(String::valueOf).orElse("?")
                + event.position()
                        .filter(position -> !event.time().equals(java.util.Optional.of(position)))
                        .map(position -> "  position " + position)
                        .orElse("");
    }

    /** How far back a trial reads. */
    public String reach() {
        return Durations.format(account.pace().initialLookback());
    }
}
