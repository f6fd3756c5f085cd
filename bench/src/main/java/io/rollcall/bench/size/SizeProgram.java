package io.rollcall.bench.size;

import io.rollcall.bench.report.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/memory}. */
@Command(
        name = "bench/memory",
        description = "Remembers many keys in one ledger, and polls what it knows.",
        mixinStandardHelpOptions = true)
public final class SizeProgram implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--keys", defaultValue = "50000000", description = "Keys in all (default: ${DEFAULT-VALUE}).")
    private long keys;

    @Option(names = "--page", defaultValue = "1000", description = "Keys of one commit (default: ${DEFAULT-VALUE}).")
    private int page;

    @Option(
            names = "--sweep",
            defaultValue = "1000000",
            description = "Keys of the long window (default: ${DEFAULT-VALUE}).")
    private long sweep;

    @Option(names = "--directory", paramLabel = "DIR", description = "Where the ledger is made (default: temporary).")
    private Path place = Path.of(System.getProperty("java.io.tmpdir"));

    private SizeProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SizeProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory(place, "rollcall-memory");
        try {
            SizeResult result = new Measurement(directory, keys, page, sweep).run();
            (json ? List.of(result.json()) : result.text()).forEach(System.out::println);
        } finally {
            Folders.delete(directory);
        }
        return 0;
    }
}
