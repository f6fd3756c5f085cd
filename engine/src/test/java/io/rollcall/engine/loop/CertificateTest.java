package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.certificate.Certificate;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyDigest;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four days of a stream whose API remembers two, with a window that could never be read. */
@Tag("long")
final class CertificateTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(4));
    private static final Instant POISON = START.plus(Duration.ofMinutes(330));

    private final ManualClock clock = new ManualClock(START);
    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeApi api = new FakeApi(clock, Duration.ZERO);
    private final Map<Bucket, BigInteger> sums = new HashMap<>();
    private final Map<Bucket, Integer> counts = new HashMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasReadIsAttestedForGoodAndWhatWasNotIsNamed(boolean isAdaptive) throws InterruptedException {
        Certificate certificate = collect(isAdaptive);
        List<Attestation> hours = certificate.hours();
        assertThat(hours).hasSize(24 * 5);
        Level old = isAdaptive ? Level.FINAL : Level.SETTLED;
        for (Attestation hour : hours) {
            Instant end = hour.hour().window().to();
            if (hour.hour().window().contains(POISON)) {
                assertThat(hour.level()).isEqualTo(Level.UNREAD);
            } else if (end.isBefore(END.minus(Duration.ofDays(2)))) {
                assertThat(hour.level()).as("the hour until %s", end).isGreaterThanOrEqualTo(old);
            } else if (end.isBefore(END.minus(Duration.ofMinutes(10)))) {
                assertThat(hour.level()).as("the hour until %s", end).isGreaterThanOrEqualTo(Level.SEEN);
            }
        }
        assertThat(certificate.hours(Level.SETTLED)).isPositive();
        assertThat(hours.get(24 * 5 - 2).level()).isEqualTo(Level.SEEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countAndDigestTellWhetherACopyHoldsTheSameEvents(boolean isAdaptive) throws InterruptedException {
        for (Attestation hour : collect(isAdaptive).hours()) {
            if (!hour.hour().window().contains(POISON)) {
                assertThat(hour.keys())
                        .as("the hour %s", hour.hour().window())
                        .isEqualTo(new KeyDigest(
                                counts.getOrDefault(hour.hour(), 0),
                                key(sums.getOrDefault(hour.hour(), BigInteger.ZERO))));
            }
        }
    }

    private Certificate collect(boolean isAdaptive) throws InterruptedException {
        api.retention = Duration.ofDays(2);
        api.trap(window -> window.contains(POISON)
                ? new SourceFault(FaultCode.MALFORMED, Recovery.SHRINK_WINDOW, "rubbish")
                : null);
        LoopSettings settings = LoopSettings.standard(api.retention);
        StreamLoop loop = loop(isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings);
        while (clock.now().isBefore(END)) {
            happened(clock.now().minusSeconds(40));
            runUntil(loop, clock.now().plus(Duration.ofMinutes(6)));
        }
        return Certificate.of(
                ledger,
                STREAM,
                loop.state(),
                Prospect.learned(loop.state(), api.traits()),
                api.retention,
                new Window(START.minus(Duration.ofDays(1)), END));
    }

    private void happened(Instant time) {
        EventKey key = api.happened(time);
        sums.merge(Bucket.of(time), number(key), BigInteger::add);
        counts.merge(Bucket.of(time), 1, Integer::sum);
    }

    private static BigInteger number(EventKey key) {
        return new BigInteger(key.toString(), 16);
    }

    private static EventKey key(BigInteger sum) {
        BigInteger kept = sum.mod(BigInteger.ONE.shiftLeft(128));
        return new EventKey(kept.shiftRight(64).longValue(), kept.longValue());
    }

    private StreamLoop loop(LoopSettings settings) {
        return new StreamLoop(
                STREAM, api, new RecordingSink(), ledger, letters -> {}, settings, clock, Runnable::run, () -> 0.5);
    }

    private void runUntil(StreamLoop loop, Instant end) throws InterruptedException {
        while (clock.now().isBefore(end)) {
            clock.sleepUntil(loop.step().due());
        }
    }
}
