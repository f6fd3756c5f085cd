package io.rollcall.app.audit;

import io.rollcall.app.config.Configuration;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.quick.QuickLook;
import io.rollcall.audit.quick.Totals;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.CountingSiem;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;

/** The sides of a roll call, asked what they hold of each hour without reading their events. Used by one thread. */
public final class QuickSides {

    private final AuditLive live;
    private final Window period;
    private final Clock clock;

    /**
     * @param period whole hours
     */
    public QuickSides(AuditLive live, Window period, Clock clock) {
        this.live = live;
        this.period = period;
        this.clock = clock;
    }

    /** @throws Unreadable if a side cannot say it, with what to do */
    public QuickLook look(String truth, String copy)
            throws Unreadable, IOException, InvalidDocument, InterruptedException {
        QuickLook look = new QuickLook(period, totals(truth), totals(copy));
        if (look.truth().events() == 0) {
            throw new Unreadable(truth + ": the truth holds no event of the period from " + period.from() + " to "
                    + period.to() + ", so nothing can be called. A ledger forgets keys in time.");
        }
        return look;
    }

    private Totals totals(String written) throws Unreadable, IOException, InvalidDocument, InterruptedException {
        if (written.startsWith(LedgerSide.PREFIX)) {
            return LedgerSide.of(written, true).totals(period);
        }
        if (written.startsWith(SiemSide.PREFIX)) {
            return counted(SiemSide.of(written, Configuration.load(live.config(written))));
        }
        throw new Unreadable(
                written + ": --quick compares what sides say of each hour as a whole, which a file or an API"
                        + " cannot; a ledger (ledger:…) and an OpenSearch, Elasticsearch or Splunk (siem:…) can. Leave --quick out.");
    }

    private Totals counted(SiemSide side) throws Unreadable, IOException, InterruptedException {
        try (Siem siem = side.asked().factory().open(clock)) {
            if (siem instanceof CountingSiem counting) {
                return Totals.counted(side.written(), counting.hours(period));
            }
            throw new Unreadable(side.written() + ": a SIEM of this kind is not asked for counts; leave --quick out.");
        } catch (CannotTell e) {
            throw new Unreadable(side.written() + ": it cannot be counted. " + e.getMessage(), e);
        }
    }
}
