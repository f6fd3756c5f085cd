package io.rollcall.verify.crash;

import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.Spans;
import io.rollcall.ledger.PostgresServer;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.verify.crash.FaultProxy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** All that goes wrong in a trial, one thing after the other, at random. Used by one thread. */
final class Trouble {

    private static final double FAULTY = 0.03;

    /** Faults after which nothing is lost for good. */
    private static final List<FaultKind> FAULTS = List.of(
            FaultKind.THROTTLED,
            FaultKind.SERVICE_UNAVAILABLE,
            FaultKind.GATEWAY_TIMEOUT,
            FaultKind.HTML_ERROR,
            FaultKind.UNAUTHORIZED,
            FaultKind.GARBLED_ERROR,
            FaultKind.SELF_LINK,
            FaultKind.FOREIGN_LINK,
            FaultKind.TRUNCATED_BODY,
            FaultKind.CONNECTION_RESET);

    private static final List<Mode> MODES =
            List.of(Mode.BLACK_HOLE, Mode.HALF_OPEN, Mode.TRICKLE, Mode.REFUSE, Mode.RESET_MIDWAY);

    /** Trouble comes before a file system has room for so much more. */
    private static final long DISK_BYTES = 64 * 1024;

    static final String BEFORE_RECEIPT = " before the receipt of what they had delivered";

    /** More than shaking hands takes, less than a batch. */
    private static final long DELIVERY_BYTES = 10_000;

    private static final double MOST_MINUTES_WRONG = 6 * 60;

    private final Stage stage;
    private final Random random;
    private final Clock clock;
    private final Consumer<String> progress;
    private int kills;
    private int faults;

    /** What plays in a trial, and can be disturbed; the server of the ledger only if it is not in a file. */
    record Stage(
            Fleet fleet, Receiver receiver, FaultProxy network, Simulator simulator, Optional<PostgresServer> ledger) {}

    /** @param progress told of each thing */
    Trouble(Stage stage, Random random, Clock clock, Consumer<String> progress) {
        this.stage = stage;
        this.random = random;
        this.clock = clock;
        this.progress = progress;
    }

    /** Of collectors, of the receiver and of the ledger's server. */
    int kills() {
        return kills;
    }

    /** All else. */
    int faults() {
        return faults;
    }

    /** Gives half of the collectors a clock that is wrong from the beginning, then starts them. */
    void begin() throws Exception {
        for (int i = 0; i < stage.fleet().size(); i++) {
            stage.fleet().setClock(i, Duration.ZERO);
            if (random.nextBoolean()) {
                setClock(i);
            }
        }
        stage.fleet().start();
    }

    /** Lets a moment pass, and then something go wrong. */
    void next() throws Exception {
        clock.sleep(Duration.ofMillis(500 + random.nextInt(4000)));
        stage.fleet().revive();
        int draw = random.nextInt(22);
        int one = random.nextInt(stage.fleet().size());
        if (draw < 3) {
            stage.fleet().kill(one);
            killed("a collector");
        } else if (draw < 5) {
            killReceiver();
        } else if (draw < 9) {
            disturbNetwork();
        } else if (draw < 12) {
            disturbApis();
        } else if (draw < 14) {
            wrong("a collector stands still");
            stage.fleet().pause(one, upTo(12_000));
        } else if (draw < 15) {
            wrong("a configuration is read again");
            stage.fleet().hangUp(one);
        } else if (draw < 18) {
            setClock(one);
        } else if (draw < 20) {
            attackStorage(one);
        } else {
            loseReceipt(Duration.ofSeconds(8));
            stage.fleet().start();
        }
    }

    /** Everything works again, but no collector runs any more: the last ones were killed before a receipt. Clocks stay as they are. */
    void end() throws Exception {
        stage.simulator().replaceFaults(List.of());
        stage.fleet().revive();
        loseReceipt(Duration.ofMinutes(1));
    }

    private void killReceiver() throws Exception {
        stage.receiver().kill();
        clock.sleep(upTo(1500));
        stage.receiver().start();
        killed("the receiver");
    }

    private void disturbNetwork() throws InterruptedException {
        Mode mode = MODES.get(random.nextInt(MODES.size()));
        wrong("network: " + mode);
        stage.network().mode(mode);
        clock.sleep(upTo(5000).plusMillis(500));
        stage.network().mode(Mode.PASS);
    }

    /**
     * Lets a delivery reach the receiver, keeps back what it answers, and kills all collectors: what they have just delivered none of them has
     * noted, so that it is delivered again.
     */
    private void loseReceipt(Duration patience) throws Exception {
        stage.network().mode(Mode.HALF_OPEN);
        long enough = stage.network().delivered() + DELIVERY_BYTES;
        Instant latest = clock.steady().plus(patience);
        while (stage.network().delivered() < enough && clock.steady().isBefore(latest)) {
            clock.sleep(Duration.ofMillis(100));
        }
        clock.sleep(Duration.ofMillis(500));
        boolean isDelivered = stage.network().delivered() >= enough;
        stage.fleet().killAll();
        stage.network().mode(Mode.PASS);
        killed("all collectors" + (isDelivered ? BEFORE_RECEIPT : ""));
    }

    private void disturbApis() {
        FaultKind kind = FAULTS.get(random.nextInt(FAULTS.size()));
        wrong("APIs: " + kind);
        stage.simulator().replaceFaults(List.of(FaultRule.sometimes(FAULTY, "", Fault.of(kind))));
    }

    /** Sets a clock right, or wrong by anything from a minute to hours, forward or back. */
    private void setClock(int one) throws Exception {
        double minutes = Math.exp(random.nextDouble() * Math.log(MOST_MINUTES_WRONG));
        Duration by = Duration.ofMillis((long) ((random.nextBoolean() ? 1 : -1) * minutes * 60_000));
        Duration off = random.nextInt(5) == 0 ? Duration.ZERO : by;
        wrong("a clock is set to the right time and " + Spans.words(off));
        stage.fleet().setClock(one, off);
    }

    /** Kills the server the ledger is in; where it is a file, fills the disk instead. */
    private void attackStorage(int one) throws Exception {
        if (stage.ledger().isPresent()) {
            PostgresServer server = stage.ledger().get();
            server.kill();
            clock.sleep(upTo(4000));
            server.start();
            killed("PostgreSQL");
        } else {
            wrong("the disk is full");
            stage.fleet()
                    .fillDisk(
                            one,
                            DISK_BYTES + random.nextInt((int) DISK_BYTES),
                            upTo(4000).plusMillis(500));
        }
    }

    private Duration upTo(int millis) {
        return Duration.ofMillis(random.nextInt(millis));
    }

    private void killed(String what) {
        kills++;
        progress.accept("killed " + what);
    }

    private void wrong(String what) {
        faults++;
        progress.accept(what);
    }
}
