package io.rollcall.app;

import io.rollcall.app.config.LedgerPlace;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall state}: the ledger itself. */
@Command(
        name = "state",
        description = "Looks after the ledger.",
        mixinStandardHelpOptions = true,
        subcommands = {StateCommand.VerifyCommand.class, StateCommand.CompactCommand.class})
final class StateCommand {

    private static final String NAMED = "The ledger's file, or a configuration (.yaml) that says where it is.";

    /** {@code rollcall state verify}. */
    @Command(
            name = "verify",
            description = "Checks a ledger: its pages, and every chunk of keys.",
            mixinStandardHelpOptions = true)
    static final class VerifyCommand implements Callable<Integer> {

        @Parameters(paramLabel = "LEDGER", description = NAMED)
        private Path named = Path.of("rollcall.db");

        @Override
        public Integer call() throws Exception {
            try (StoredLedger ledger = LedgerPlace.named(named).view()) {
                List<String> wrong = ledger.verify();
                wrong.forEach(System.out::println);
                System.out.println(wrong.isEmpty() ? "The ledger is whole." : wrong.size() + " things are wrong.");
                return wrong.isEmpty() ? 0 : 1;
            }
        }
    }

    /** {@code rollcall state compact}. */
    @Command(
            name = "compact",
            description = "Packs a ledger: a file while no collector is using it, one in PostgreSQL at any time.",
            mixinStandardHelpOptions = true)
    static final class CompactCommand implements Callable<Integer> {

        @Parameters(paramLabel = "LEDGER", description = NAMED)
        private Path named = Path.of("rollcall.db");

        @Override
        public Integer call() throws Exception {
            try (StoredLedger ledger = LedgerPlace.named(named).fold(new Opening())) {
                long before = ledger.bytes();
                ledger.compact();
                System.out.println("Packed from " + before + " to " + ledger.bytes() + " bytes.");
            }
            return 0;
        }

        /** A file must be nobody else's meanwhile; PostgreSQL lets collectors wait. */
        private static final class Opening implements LedgerPlace.Cases<StoredLedger> {
            @Override
            public StoredLedger embedded(LedgerPlace.Embedded place) {
                return SqliteLedger.openThere(place.file());
            }

            @Override
            public StoredLedger shared(LedgerPlace.Shared place) {
                return place.view();
            }
        }
    }
}
