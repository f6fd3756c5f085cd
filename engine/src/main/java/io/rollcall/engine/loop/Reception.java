package io.rollcall.engine.loop;

import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The place where pages come in: what is new in them is made ready to be delivered, and what is known of their items and their
 * drift is noted. Remembers no key itself. Used by one thread at a time, but for {@link #isSettled}, which any may ask.
 */
final class Reception {

    private final StreamRecord record;
    private final Auditor auditor;
    private final SourceTraits traits;
    private final LoopSettings settings;
    private final Pilot pilot;
    private final Watch watch;
    private final Strays strays;
    private final Ward ward = new Ward();

    Reception(
            StreamRecord record, SourceTraits traits, LoopSettings settings, Pilot pilot, Watch watch, Strays strays) {
        this.record = record;
        this.auditor = new Auditor(record);
        this.traits = traits;
        this.settings = settings;
        this.pilot = pilot;
        this.watch = watch;
        this.strays = strays;
    }

    /** Takes in pages that are to be delivered together; empty if they bring nothing to deliver or remember. */
    Optional<Shipment> take(ActiveSweep sweep, List<Page> pages) {
        Intake intake = new Intake(
                record.stream(),
                record.keys(),
                traits.revisions(),
                record.state().coverage());
        Map<Shelf, List<KeyChunk.Entry>> items = new HashMap<>();
        for (Page page : pages) {
            intake.add(page);
            pilot.received(page, intake);
            sweep.received(page, intake);
            sweep.passed().ifPresent(passed -> watch.skipped(intake.newsBefore(passed, page), page.requestedAt()));
            sweep.checkInside(page, traits)
                    .ifPresent(
                            message -> record.notices().raise(NoticeCode.FILTER_IGNORED, message, page.requestedAt()));
            sweep.window().filter(unused -> traits.isToldLower()).ifPresent(asked -> strays.received(page, asked));
            if (page.position().isPresent()) {
                record.change(record.state().withPosition(page.position()));
            }
            page.item()
                    .filter(item -> isOver(page, item))
                    .ifPresent(item -> items.computeIfAbsent(shelfOf(item), unused -> new ArrayList<>())
                            .add(new KeyChunk.Entry(item.key(), 0)));
        }
        sweep.sample().ifPresent(sample -> auditor.received(sample, intake.lateness(), sweep.lookedAt()));
        watch.drift(intake.lateness(), pages.get(pages.size() - 1).requestedAt());
        record.change(record.state()
                .counting(intake.counters())
                .withLateness(record.state().lateness().with(intake.lateness())));
        Map<Shelf, KeyChunk> keys = intake.keys();
        items.forEach((shelf, entries) -> keys.put(shelf, KeyChunk.of(entries)));
        if (keys.isEmpty() && pages.stream().allMatch(page -> page.failure().isEmpty())) {
            return Optional.empty();
        }
        List<Delivery> deliveries = new ArrayList<>(intake.deliveries());
        deliveries.addAll(record.notices().takeUnsent());
        return Optional.of(new Shipment(deliveries, keys, settings.maxBatchBytes()));
    }

    /** Notes how an item fared; whether it need never be asked for again. */
    private boolean isOver(Page page, Item item) {
        if (page.failure().isPresent()) {
            SourceFault fault = page.failure().get();
            record.change(ward.admit(record.state(), page, fault, record.notices()));
            if (!ward.isGone(page, fault)) {
                return false;
            }
            record.notary().lost(new Loss(item.listedAt(), item.name(), fault.getMessage(), page.requestedAt()));
            return true;
        }
        record.change(ward.discharge(record.state(), item, record.notices(), page.requestedAt()));
        return true;
    }

    /** Whether an item has been read, or is in quarantine. */
    boolean isSettled(Item item) {
        return record.keys().on(shelfOf(item)).novelty(item.key(), 0) != Novelty.NEW
                || ward.holds(record.state(), item);
    }

    private static Shelf shelfOf(Item item) {
        return new Shelf(KeySpace.ITEM, Bucket.of(item.listedAt()));
    }
}
