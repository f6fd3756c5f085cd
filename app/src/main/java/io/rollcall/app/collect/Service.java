package io.rollcall.app.collect;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.older.BackfillRequests;
import io.rollcall.app.text.Explanation;
import io.rollcall.engine.ledger.LedgerUnreachable;
import io.rollcall.engine.loop.Collector;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A collector that goes on until it is stopped, and reads its configuration again when it is sent SIGHUP: a mistake in it is told, and the
 * old one stays; otherwise everything is closed and opened anew, and goes on from the ledger.
 */
public final class Service {

    private static final int WORKERS = 8;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofDays(1000);

    /** A step that takes longer than this hangs: every wait in it has a limit of its own that is shorter. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(30);

    private final Path config;
    private final Clock clock;
    private final Consumer<String> person;
    private final ServiceManager manager;
    private @Nullable Collector current;
    private Optional<Configuration> next = Optional.empty();
    private boolean stopping;

    /** @param person is told one sentence at a time */
    public Service(Path config, Clock clock, Consumer<String> person, ServiceManager manager) {
        this.config = config;
        this.clock = clock;
        this.person = person;
        this.manager = manager;
    }

    /** Collects until the process is asked to end. */
    public void run(Configuration first) throws Exception {
        try (OnShutdown ending = new OnShutdown()) {
            ending.stopBy(this::stop);
            Hangup.handle(this::reload);
            Configuration configuration = first;
            Optional<Configuration> read = Optional.of(first);
            while (read.isPresent()) {
                configuration = collected(read.get(), configuration);
                read = takeNext();
            }
        }
    }

    /** Collects as a configuration says, or, if it cannot be followed, as the one before does; the one that was followed. */
    private Configuration collected(Configuration wanted, Configuration before) throws Exception {
        try {
            collectOnceReachable(wanted);
            return wanted;
        } catch (SinkUnreachable | IOException e) {
            if (wanted.equals(before)) {
                throw e;
            }
            person.accept("what the configuration asks for now cannot be done, so the collector goes on as before: "
                    + Explanation.of(e).text());
            collectOnceReachable(before);
            return before;
        }
    }

    /** Collects, as soon as the ledger answers. */
    private void collectOnceReachable(Configuration configuration) throws Exception {
        while (!isStopping()) {
            try {
                collect(configuration);
                return;
            } catch (LedgerUnreachable e) {
                person.accept(e.getMessage() + " It is tried again");
                clock.sleep(TURN);
            }
        }
    }

    private synchronized boolean isStopping() {
        return stopping || next.isPresent();
    }

    private synchronized Optional<Configuration> takeNext() {
        Optional<Configuration> taken = next;
        next = Optional.empty();
        taken.ifPresent(unused -> person.accept("the configuration has been read again"));
        return taken;
    }

    private void collect(Configuration configuration) throws Exception {
        try (Assembly assembly = Assembly.open(configuration, Bookkeeping.Stay.MEMBER, clock, person);
                Operations shown = Operations.of(configuration, assembly, clock)) {
            person.accept(assembly.loops().size() + " streams; a receipt means: "
                    + assembly.sink().promise());
            shown.address().ifPresent(address -> person.accept("metrics and health are at http://" + address));
            Collector collector = new Collector(assembly.loops(), clock, WORKERS);
            if (!begin(collector)) {
                return;
            }
            BackfillRequests requests = assembly.requests(configuration);
            Thread attendant = new Thread(() -> attend(collector, assembly, requests), "attend");
            attendant.setDaemon(true);
            attendant.start();
            try {
                collector.run();
            } finally {
                attendant.interrupt();
                attendant.join();
            }
        }
    }

    /** Whether to begin at all. */
    private synchronized boolean begin(Collector collector) {
        current = collector;
        return !stopping;
    }

    /** What has to be done now and then while a collector runs. */
    private void attend(Collector collector, Assembly assembly, BackfillRequests requests) {
        Reminder reminder = new Reminder(person, clock.now());
        Set<String> told = new HashSet<>();
        Duration period = manager.pulse().orElse(NEVER);
        Instant pulse = clock.steady().plus(period);
        try {
            attempt(() -> manager.ready(assembly.loops().size() + " streams"), told);
            while (true) {
                attempt(() -> requests.passOn(assembly.loops(), person), told);
                reminder.look(assembly.active(), clock.now());
                Instant now = clock.steady();
                if (!now.isBefore(pulse) && collector.longestStep().compareTo(LONGEST_STEP) < 0) {
                    attempt(manager::alive, told);
                    pulse = now.plus(period);
                }
                clock.sleep(period.compareTo(TURN) < 0 ? period : TURN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something beside the collecting, which goes on if it fails. */
    private interface Errand {
        void run() throws IOException, InterruptedException;
    }

    /** Does something; what goes wrong is told once. */
    private void attempt(Errand errand, Set<String> told) throws InterruptedException {
        try {
            errand.run();
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("asked to stop");
        } catch (LedgerUnreachable e) {
            // the ledger has told of it, and the errand is done when it answers
            return;
        } catch (IOException e) {
            String trouble = Explanation.of(e).text();
            if (told.add(trouble)) {
                person.accept(trouble);
            }
        }
    }

    private void reload() {
        try {
            Configuration read = Configuration.load(config);
            synchronized (this) {
                if (!stopping) {
                    next = Optional.of(read);
                    stopCollector();
                }
            }
        } catch (IOException | InvalidDocument e) {
            person.accept(
                    "the configuration stays as it was: " + Explanation.of(e).text());
        }
    }

    private void stop() {
        synchronized (this) {
            stopping = true;
            next = Optional.empty();
            stopCollector();
        }
        try {
            manager.stopping();
        } catch (IOException unheard) {
            person.accept("the service manager could not be told: " + unheard.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopCollector() {
        if (current != null) {
            current.stop();
        }
    }
}
