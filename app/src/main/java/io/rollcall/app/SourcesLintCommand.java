package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.text.Explanation;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Problem;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources lint}: checks definitions without running them. */
@Command(
        name = "lint",
        description = "Checks source definitions: each mistake is printed as FILE:LINE:COLUMN: message.",
        mixinStandardHelpOptions = true)
final class SourcesLintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The definitions.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--quiet", description = "Say nothing of what is right.")
    private boolean quiet;

    @Override
    public Integer call() {
        boolean isRight = true;
        for (Path file : files) {
            List<Problem> problems = problems(file);
            problems.forEach(System.out::println);
            if (problems.isEmpty() && !quiet) {
                System.err.println("rollcall: " + file + ": no mistakes");
            }
            isRight &= problems.isEmpty();
        }
        return isRight ? 0 : 1;
    }

    private static List<Problem> problems(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve("definition.yaml") : given;
        try {
            Definitions.parse(file.toString(), Configuration.text(file));
            return List.of();
        } catch (InvalidDocument e) {
            return e.problems().stream()
                    .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                    .toList();
        } catch (IOException e) {
            return List.of(new Problem(file.toString(), 1, 1, "", "cannot be read: " + Explanation.cause(e)));
        }
    }
}
