package io.rollcall.ledger;

import io.rollcall.engine.ledger.Ledger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Crashes with a ledger in SQLite. */
final class CrashMatrixTest extends CrashMatrix {

    @TempDir(factory = InMemory.class)
    Path directory;

    @Override
    Ledger open(String name) {
        return SqliteLedger.open(directory.resolve(name + ".db"));
    }

    @Override
    List<Integer> pagesTogether() {
        return List.of(1, 3);
    }
}
