package io.rollcall.app;

import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.io.IOException;
import java.nio.file.Files;
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

    /** {@code rollcall state verify}. */
    @Command(
            name = "verify",
            description = "Checks a ledger: its pages, and every chunk of keys.",
            mixinStandardHelpOptions = true)
    static final class VerifyCommand implements Callable<Integer> {

        @Parameters(paramLabel = "LEDGER", description = "The ledger's file.")
        private Path file = Path.of("rollcall.db");

        @Override
        public Integer call() throws Exception {
            try (StoredLedger ledger = SqliteLedger.view(file)) {
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
            description = "Packs a ledger that no collector is using.",
            mixinStandardHelpOptions = true)
    static final class CompactCommand implements Callable<Integer> {

        @Parameters(paramLabel = "LEDGER", description = "The ledger's file.")
        private Path file = Path.of("rollcall.db");

        @Override
        public Integer call() throws IOException {
            long before = Files.size(file);
            try (StoredLedger ledger = SqliteLedger.open(file)) {
                ledger.compact();
            }
            System.out.println("Packed from " + before + " to " + Files.size(file) + " bytes.");
            return 0;
        }
    }
}
