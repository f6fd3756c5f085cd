package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.config.Environment;
import io.rollcall.app.delivery.Attempts;
import io.rollcall.app.files.DeadLetter;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.text.Json;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall dead-letters}: what sinks refused for good. */
@Command(
        name = "dead-letters",
        description = "Shows what sinks refused for good, and sends it again.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.ListCommand.class, DeadLettersCommand.ResendCommand.class})
final class DeadLettersCommand {

    private DeadLettersCommand() {}

    /** Which letters are meant. */
    static final class Choice {

        @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
        private Path config = Path.of("rollcall.yaml");

        @Option(names = "--sink", paramLabel = "NAME", description = "Only those of this sink; of all if left out.")
        private Optional<String> sink = Optional.empty();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        /** A letter and its line. */
        record Found(String line, DeadLetter letter) {}

        /** @throws IOException if a line is no dead letter; the message says which and why */
        List<Found> letters(DeadLetterFile file, Path path) throws IOException {
            List<Found> found = new ArrayList<>();
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                try {
                    DeadLetter letter = DeadLetter.of(lines.get(i));
                    if (sink.isEmpty() || sink.get().equals(letter.sink())) {
                        found.add(new Found(lines.get(i), letter));
                    }
                } catch (IOException e) {
                    throw new IOException(path + ":" + (i + 1) + ": this line is no dead letter: " + e.getMessage(), e);
                }
            }
            return found;
        }
    }

    /** {@code rollcall dead-letters list}. */
    @Command(
            name = "list",
            description = "Shows what sinks refused for good, and why.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {

        @Mixin
        private final Choice choice = new Choice();

        @Option(names = "--records", description = "Show the records too.")
        private boolean records;

        @Override
        public Integer call() throws Exception {
            Path path = Configuration.load(choice.config).deadLetters();
            List<Choice.Found> letters = choice.letters(new DeadLetterFile(path), path);
            for (Choice.Found found : letters) {
                System.out.println(choice.json ? found.line() : text(found.letter()));
            }
            if (!choice.json) {
                System.out.println(letters.isEmpty() ? "There are no dead letters." : letters.size() + " dead letters");
            }
            return 0;
        }

        private String text(DeadLetter letter) {
            return letter.delivery().time() + "  " + letter.sink() + "  "
                    + letter.delivery().stream() + "  " + letter.delivery().key() + "  " + letter.reason()
                    + (records ? "\n    " + letter.delivery().body() : "");
        }
    }

    /** {@code rollcall dead-letters resend}. */
    @Command(
            name = "resend",
            description = {
                "Sends dead letters to their sinks again. Those accepted leave the file; those refused again stay, with the new",
                "reason. Exit code 1 if some stay."
            },
            mixinStandardHelpOptions = true)
    static final class ResendCommand implements Callable<Integer> {

        private static final int BATCH = 500;

        @Mixin
        private final Choice choice = new Choice();

        private final Clock clock = new SystemClock();
        private int accepted;
        private int refused;
        private int waiting;

        @Override
        public Integer call() throws Exception {
            Configuration configuration = Configuration.load(choice.config);
            DeadLetterFile file = new DeadLetterFile(configuration.deadLetters());
            Map<String, List<Choice.Found>> bySink = new LinkedHashMap<>();
            for (Choice.Found found : choice.letters(file, configuration.deadLetters())) {
                bySink.computeIfAbsent(found.letter().sink(), unused -> new ArrayList<>())
                        .add(found);
            }
            for (Map.Entry<String, List<Choice.Found>> entry : bySink.entrySet()) {
                resend(configuration, file, entry.getKey(), entry.getValue());
            }
            report();
            return refused + waiting == 0 ? 0 : 1;
        }

        private void resend(Configuration configuration, DeadLetterFile file, String name, List<Choice.Found> letters)
                throws Exception {
            Optional<Destinations.Target> target =
                    Optional.ofNullable(configuration.destinations().sinks().get(name));
            if (target.isEmpty()) {
                System.err.println("rollcall: " + letters.size() + " dead letters stay: the configuration has no sink '"
                        + name + "' any more");
                waiting += letters.size();
                return;
            }
            try (Sink sink = target.get().factory().open(Environment.surroundings(clock))) {
                Attempts attempts = new Attempts(sink, clock);
                for (int start = 0; start < letters.size(); start += BATCH) {
                    List<Choice.Found> part = letters.subList(start, Math.min(letters.size(), start + BATCH));
                    Receipt receipt = attempts.write(new Batch(part.stream()
                            .map(found -> found.letter().delivery())
                            .toList()));
                    Optional<Receipt.Accepted> taken = receipt.fold(Optional::of, later -> {
                        System.err.println("rollcall: the sink '" + name + "' does not accept: " + later.reason());
                        return Optional.empty();
                    });
                    if (taken.isEmpty()) {
                        waiting += letters.size() - start;
                        return;
                    }
                    settle(file, part, taken.get());
                }
            }
        }

        private void settle(DeadLetterFile file, List<Choice.Found> part, Receipt.Accepted receipt) throws IOException {
            List<String> again = new ArrayList<>();
            for (Refusal refusal : receipt.refused()) {
                DeadLetter letter = part.get(refusal.index()).letter();
                again.add(new DeadLetter(letter.sink(), letter.delivery(), refusal.reason()).line());
            }
            file.replace(part.stream().map(Choice.Found::line).toList(), again);
            accepted += part.size() - again.size();
            refused += again.size();
        }

        private void report() {
            if (choice.json) {
                Map<String, Object> members = new LinkedHashMap<>();
                members.put("accepted", accepted);
                members.put("refused", refused);
                members.put("waiting", waiting);
                System.out.println(Json.write(members));
            } else {
                System.out.println(accepted + " accepted" + (refused > 0 ? ", " + refused + " refused again" : "")
                        + (waiting > 0 ? ", " + waiting + " not sent" : ""));
            }
        }
    }
}
