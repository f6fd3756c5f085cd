package io.rollcall.app;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources docs}: the reference of the definition language. */
@Command(
        name = "docs",
        description = "Prints the reference of every key of a definition: type and unit, default, example, meaning.",
        mixinStandardHelpOptions = true)
final class SourcesDocsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "KEY",
            arity = "0..1",
            description = "Only keys in whose path this is found, such as paging.")
    private Optional<String> key = Optional.empty();

    @Override
    public Integer call() {
        String reference = ReferenceDocs.definitionReference();
        if (key.isEmpty()) {
            System.out.print(reference);
            return 0;
        }
        String wanted = key.get().toLowerCase(Locale.ROOT);
        long found = reference
                .lines()
                .filter(line -> line.startsWith("| `")
                        && line.substring(0, line.indexOf('`', 3))
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                .distinct()
                .peek(System.out::println)
                .count();
        if (found == 0) {
            System.err.println("rollcall: there is no key with '" + key.get() + "' in it");
            return 1;
        }
        return 0;
    }
}
