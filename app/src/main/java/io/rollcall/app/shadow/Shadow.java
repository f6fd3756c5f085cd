package io.rollcall.app.shadow;

import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.spool.Progress;
import io.rollcall.sinks.spool.WaitingRoom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The watch over what another collector brings of an account. Its steps are made by a thread of its own, or by whoever tests it. */
public final class Shadow implements AutoCloseable {

    /** What the names of such watches begin with. */
    public static final String PREFIX = "missing-only/";

    private final String name;
    private final WaitingRoom room;
    private final MissingOnlySink missingOnly;
    private final Clock clock;
    private final Consumer<String> person;
    private Optional<String> told = Optional.empty();
    private volatile boolean owesNothing;
    private @Nullable Thread thread;

    /** @param person is told what is in the way, and when that is over */
    Shadow(String account, WaitingRoom room, MissingOnlySink missingOnly, Clock clock, Consumer<String> person) {
        this.name = PREFIX + account;
        this.room = room;
        this.missingOnly = missingOnly;
        this.clock = clock;
        this.person = person;
    }

    void start() {
        Thread started = new Thread(this::run, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run() {
        try {
            while (true) {
                clock.sleep(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on what is due. @return after which wait to do so again */
    Duration step() throws InterruptedException {
        Duration wait = room.step();
        Optional<String> trouble = progress().trouble();
        if (trouble.isPresent() && told.isEmpty()) {
            person.accept(name + ": " + trouble.get() + ". Nothing is lost: the events wait on this machine's disk");
        } else if (trouble.isEmpty() && told.isPresent()) {
            person.accept(name + ": it goes on again");
        }
        told = trouble;
        owesNothing = trouble.isEmpty() && !wait.isZero();
        return wait;
    }

    /** Whether all that is due has been passed on. */
    boolean owesNothing() {
        return owesNothing;
    }

    /** How far it has got: what was found in the SIEM counts as left out. */
    Progress progress() {
        return room.progress(name, missingOnly.found());
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        room.close();
    }
}
