package io.rollcall.app;

import io.rollcall.app.demo.Demo;
import io.rollcall.app.demo.DemoPlan;
import io.rollcall.app.demo.DemoResult;
import io.rollcall.app.demo.DemoStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall demo}: shows what late events do to three ways of collecting them. */
@Command(
        name = "demo",
        description = "Shows what late events do to three ways of collecting them. Needs nothing but this machine.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the result as one JSON object, and nothing else.")
    private boolean json;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Equal seeds give equal events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        DemoPlan plan = DemoPlan.standard(seed);
        DemoStory story = new DemoStory(plan);
        Path directory = Files.createTempDirectory("rollcall-demo");
        boolean isWatched = !json && CommandLine.Help.Ansi.AUTO.enabled();
        try (Demo demo = new Demo(plan, directory)) {
            print(json ? List.of() : story.beginning());
            DemoResult result = demo.run((passed, happened, arrived) -> {
                if (isWatched) {
                    System.out.print(story.progress(passed, happened, arrived));
                    System.out.flush();
                }
            });
            demo.troubled()
                    .forEach(peer -> System.err.println("rollcall: " + peer.failures() + " polls of "
                            + peer.peer().name() + " failed, the last with: "
                            + peer.lastFailure().orElseThrow()));
            print(isWatched ? List.of("") : List.of());
            print(json ? List.of(result.json()) : story.end(result));
            return result.lines().get(0).missing() == 0 ? 0 : 1;
        } finally {
            delete(directory);
        }
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot remove the demo's files", e);
                }
            });
        }
    }
}
