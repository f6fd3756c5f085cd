package io.rollcall.app.report;

import io.rollcall.app.config.LedgerPlace;
import io.rollcall.engine.event.StreamId;
import io.rollcall.ledger.Holding;
import io.rollcall.ledger.Instance;
import io.rollcall.ledger.SharedView;
import java.util.List;
import java.util.Optional;

/**
 * Who collects what of a shared ledger, at a moment.
 *
 * @param collectors names of those that are there
 */
public record Holders(List<String> collectors, List<Holding> holdings) {

    static final String NOBODY = "nobody";

    /** Empty for a ledger that is not shared. */
    public static Optional<Holders> of(LedgerPlace place) {
        return place.fold(new LedgerPlace.Cases<>() {
            @Override
            public Optional<Holders> embedded(LedgerPlace.Embedded file) {
                return Optional.empty();
            }

            @Override
            public Optional<Holders> shared(LedgerPlace.Shared shared) {
                try (SharedView view = shared.look()) {
                    List<String> names =
                            view.instances().stream().map(Instance::name).toList();
                    return Optional.of(new Holders(names, view.holdings()));
                }
            }
        });
    }

    /** The collector that has a stream. */
    public String of(StreamId stream) {
        return holdings.stream()
                .filter(holding -> holding.stream().equals(stream.toString()) && !holding.isFree())
                .flatMap(holding -> holding.owner().stream())
                .findFirst()
                .orElse(NOBODY);
    }
}
