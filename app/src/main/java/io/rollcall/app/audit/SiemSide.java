package io.rollcall.app.audit;

import io.rollcall.app.config.AskedSiem;
import io.rollcall.app.config.Configuration;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.time.Backoff;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Suggestion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A side that a SIEM shows when it is asked for a period, step by step. A step's rows count only when all of them have come.
 *
 * @param written as the user has written it
 */
public record SiemSide(String written, AskedSiem asked) {

    /** What a side begins with that is a SIEM of the configuration. */
    static final String PREFIX = "siem:";

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /**
     * The side that {@code siem:NAME} names.
     *
     * @throws IllegalArgumentException if the configuration has no such SIEM, with those there are
     */
    static SiemSide of(String written, Configuration configuration) {
        String name = written.substring(PREFIX.length());
        AskedSiem asked = configuration.siems().get(name);
        if (asked == null) {
            throw new IllegalArgumentException(written + ": the configuration has no SIEM '" + name + "'"
                    + Suggestion.forWord(name, configuration.siems().keySet()) + "; under 'siems' it has: "
                    + (configuration.siems().isEmpty()
                            ? "none"
                            : String.join(", ", configuration.siems().keySet())));
        }
        return new SiemSide(written, asked);
    }

    /**
     * Reads all of it into a capture.
     *
     * @param patience how long a step may be tried again
     * @param watcher is shown the share that has been read, from 0 to 1, now and then
     * @throws Unreadable if some of it cannot be told, with what is in the way
     */
    void into(Capture capture, Window period, Duration patience, Clock clock, Consumer<Double> watcher)
            throws Unreadable, IOException, InterruptedException {
        List<Window> steps =
                steps(new Window(period.from().minus(asked.slack()), period.to().plus(asked.slack())));
        try (Siem siem = asked.factory().open(clock)) {
            for (int i = 0; i < steps.size(); i++) {
                Path part = part(capture, i);
                if (!Files.exists(part)) {
                    Path unfinished = part.resolveSibling("unfinished");
                    read(siem, steps.get(i), unfinished, patience, clock);
                    Files.move(unfinished, part, StandardCopyOption.ATOMIC_MOVE);
                }
                watcher.accept((i + 1.0) / steps.size());
            }
        }
        join(capture, steps.size());
    }

    private List<Window> steps(Window whole) {
        List<Window> steps = new ArrayList<>();
        for (Instant at = whole.from(); at.isBefore(whole.to()); at = at.plus(asked.step())) {
            steps.add(new Window(at, whole.to()).first(asked.step()));
        }
        return steps;
    }

    private static Path part(Capture capture, int step) {
        return capture.folder().resolve("step-" + step + ".ndjson");
    }

    /** Reads a step into a file, begun anew after each trouble that may pass. */
    private void read(Siem siem, Window step, Path file, Duration patience, Clock clock)
            throws Unreadable, IOException, InterruptedException {
        Backoff backoff = new Backoff(
                FIRST_WAIT, LONGEST_WAIT, () -> ThreadLocalRandom.current().nextDouble());
        Instant end = clock.steady().plus(patience);
        while (true) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                siem.read(Question.all(step), row -> line(row, out));
                return;
            } catch (CannotTell e) {
                Duration wait = e.after().orElseGet(backoff::next);
                if (!e.mayPass() || clock.steady().plus(wait).isAfter(end)) {
                    throw new Unreadable(
                            written + ": not all of it can be read. " + e.getMessage()
                                    + " The same command with --resume goes on from " + step.from() + ".",
                            e);
                }
                clock.sleep(wait);
            }
        }
    }

    private static void line(Slice row, OutputStream out) throws IOException {
        out.write(row.array(), row.offset(), row.length());
        out.write('\n');
    }

    private static void join(Capture capture, int steps) throws IOException {
        try (OutputStream out = Files.newOutputStream(capture.events())) {
            for (int i = 0; i < steps; i++) {
                Files.copy(part(capture, i), out);
            }
        }
        for (int i = 0; i < steps; i++) {
            Files.delete(part(capture, i));
        }
    }
}
