package io.rollcall.app;

import io.rollcall.app.text.Explanation;
import io.rollcall.app.trial.Blueprint;
import io.rollcall.app.trial.FixtureFolder;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.fixture.Skeleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources new}: makes the folder of a new definition. */
@Command(
        name = "new",
        description = {
            "Makes a folder with a definition, a README and a fixture to begin with, all of which pass 'sources lint' and"
                    + " 'sources test'. Asks what it needs to know, but for what --set says.",
            "What can be set: name, title, base_url, auth (bearer, header, query, basic, oauth2, none), auth_name, token_url,"
                    + " method (get, post), path, from, to, format, records, id, time, time_format, paging (none, link-header,"
                    + " next-url, token, offset, page), pointer, parameter."
        },
        mixinStandardHelpOptions = true)
final class SourcesNewCommand implements Callable<Integer> {

    /** What is typed for an answer that is empty. */
    private static final String NOTHING = "''";

    @Parameters(paramLabel = "FOLDER", description = "The folder; must not hold a definition yet.")
    private Path folder = Path.of("");

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Answers a question beforehand.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--yes", description = "Ask nothing, and take the usual answer for what --set does not say.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        FixtureFolder target = new FixtureFolder(folder);
        if (Files.exists(target.definitionFile())) {
            System.err.println("rollcall: " + target.definitionFile() + " is there already; nothing is written over");
            return Explanation.USAGE;
        }
        List<String> unknown = new ArrayList<>(set.keySet());
        unknown.removeAll(Blueprint.keys());
        if (!unknown.isEmpty()) {
            System.err.println("rollcall: --set " + unknown.get(0) + ": there is no such question; there are: "
                    + String.join(", ", Blueprint.keys()));
            return Explanation.USAGE;
        }
        Blueprint blueprint = new Blueprint(answers());
        target.write(target.definitionFile(), blueprint.definition());
        target.write(target.folder().resolve("README.md"), blueprint.readme());
        target.write(target.optionsFile(), blueprint.options());
        Definition definition = target.definition();
        for (String stream : definition.streamNames()) {
            target.write(
                    target.fixtureFile(stream),
                    Skeleton.of(definition, stream, target.options(definition), UUID::randomUUID));
        }
        System.err.println("rollcall: written to " + folder + "; go on with 'rollcall sources lint " + folder
                + "', 'sources try' and 'sources record'");
        return 0;
    }

    private Map<String, String> answers() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, String> answers = new LinkedHashMap<>();
        for (Blueprint.Question question : Blueprint.questions(folder)) {
            if (!question.isAsked(answers)) {
                answers.put(question.key(), question.usual());
            } else if (set.containsKey(question.key())) {
                answers.put(question.key(), question.checked(String.valueOf(set.get(question.key()))));
            } else {
                answers.put(question.key(), yes ? question.usual() : ask(question, in));
            }
        }
        return answers;
    }

    private static String ask(Blueprint.Question question, BufferedReader in) throws IOException {
        while (true) {
            System.err.print(question.text() + " [" + question.usual() + "] ");
            String line = in.readLine();
            if (line == null || line.isBlank()) {
                return question.usual();
            }
            try {
                return question.checked(line.trim().equals(NOTHING) ? "" : line.trim());
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
        }
    }
}
