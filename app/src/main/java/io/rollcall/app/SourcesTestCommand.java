package io.rollcall.app;

import io.rollcall.app.trial.FixtureFolder;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.fixture.Fixture;
import io.rollcall.sources.fixture.Playback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources test}: plays the fixtures of definitions. */
@Command(
        name = "test",
        description =
                "Plays the fixtures of definitions, without the API: each request must be as written, and each event.",
        mixinStandardHelpOptions = true)
final class SourcesTestCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FOLDER",
            arity = "1..*",
            description = "Folders with definition.yaml, fixtures/options.yaml and fixtures/STREAM.json.")
    private List<Path> folders = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        boolean isRight = true;
        for (Path each : folders) {
            FixtureFolder folder = new FixtureFolder(each);
            Definition definition = folder.definition();
            int played = 0;
            for (String stream : definition.streamNames()) {
                Optional<Fixture> fixture = folder.fixture(stream);
                if (fixture.isEmpty()) {
                    System.err.println("rollcall: " + stream + " has no fixture " + folder.fixtureFile(stream));
                    continue;
                }
                played++;
                List<String> differences = new Playback(
                                definition, stream, folder.options(definition), UUID::randomUUID)
                        .differences(fixture.get());
                differences.forEach(difference -> System.out.println(folder.fixtureFile(stream) + ": " + difference));
                isRight &= differences.isEmpty();
            }
            if (played == 0) {
                System.out.println(each + ": has no fixture at all");
                isRight = false;
            } else if (isRight) {
                System.err.println(
                        "rollcall: " + definition.name() + ": " + played + " fixtures are as they should be");
            }
        }
        return isRight ? 0 : 1;
    }
}
