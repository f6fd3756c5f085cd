package io.rollcall.sources.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.definition.Reaction;
import io.rollcall.sources.definition.WindowRule;
import io.rollcall.sources.fixture.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stream of every shipped definition must stand: trouble at any request, and starting again after any page. */
class SourceContractTest {

    static Stream<Arguments> streams() {
        return ShippedFixtures.streams();
    }

    /** The stream read without trouble. */
    private static List<String> undisturbed(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            int unused = stage.prepare();
            List<Page> pages = stage.read(stage.open());
            assertThat(stage.faults).isEmpty();
            return Stage.shown(pages);
        }
    }

    /** Plays a fixture in which some call is answered otherwise once. */
    private static List<Page> readWith(Stage stage, int disturbed, ScriptedAnswer trouble) throws InterruptedException {
        Stage.Player usual = stage.anyOrder();
        int[] count = {0};
        stage.play(call -> count[0]++ == disturbed ? trouble : usual.answer(call));
        return stage.read(stage.open());
    }

    private static int requests(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            int unused = stage.prepare();
            List<Page> pages = stage.read(stage.open());
            assertThat(pages).isNotEmpty();
            return stage.calls.size();
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aPassingTroubleAtAnyRequestLosesNothing(String name, String stream) throws Exception {
        List<String> all = undisturbed(name, stream);
        for (int i = 0; i < requests(name, stream); i++) {
            for (ScriptedAnswer trouble :
                    List.of(ScriptedAnswer.of(503, "<html>busy</html>"), ScriptedAnswer.of(200, "{\"cut\":"))) {
                try (Stage stage = new Stage(name, stream)) {
                    int unused = stage.prepare();
                    List<Page> pages = readWith(stage, i, trouble);
                    assertThat(Stage.shown(pages))
                            .as("%s at request %d", trouble, i)
                            .isEqualTo(all);
                    assertThat(stage.faults).hasSize(1);
                    assertThat(stage.calls.get(i).url())
                            .as("the same again")
                            .isEqualTo(stage.calls.get(i + 1).url());
                }
            }
        }
    }

    private static Map<String, Duration> throttlings(Stage stage, String header) {
        Instant until = stage.clock.now().plusSeconds(20);
        Duration wait = Duration.ofSeconds(20);
        Map<String, Duration> forms = new LinkedHashMap<>();
        forms.put("20", wait);
        forms.put("20.5", Duration.ofMillis(20_500));
        forms.put(
                DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).format(until.atZone(ZoneOffset.UTC)),
                wait);
        if (!header.equals("Retry-After")) {
            forms.put(String.valueOf(until.getEpochSecond()), wait);
            forms.put(String.valueOf(until.toEpochMilli()), wait);
            forms.put(until.toString(), wait);
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("streams")
    void throttlingIsHeededInEveryFormOfHeader(String name, String stream) throws Exception {
        List<String> all = undisturbed(name, stream);
        List<String> headers = new ArrayList<>(List.of("Retry-After"));
        try (Stage stage = new Stage(name, stream)) {
            stage.stream.rate().headers().flatMap(it -> it.reset()).ifPresent(headers::add);
        }
        for (String header : headers) {
            try (Stage forms = new Stage(name, stream)) {
                for (Map.Entry<String, Duration> form :
                        throttlings(forms, header).entrySet()) {
                    try (Stage stage = new Stage(name, stream)) {
                        int unused = stage.prepare();
                        List<Page> pages =
                                readWith(stage, 0, ScriptedAnswer.of(429, "{}").with(header, form.getKey()));
                        assertThat(Stage.shown(pages)).isEqualTo(all);
                        assertThat(stage.faults.get(0).code()).isEqualTo(FaultCode.THROTTLED);
                        assertThat(stage.faults.get(0).retryAfter().orElseThrow())
                                .as("%s: %s", header, form.getKey())
                                .isBetween(
                                        form.getValue().minusSeconds(1),
                                        form.getValue().plusSeconds(1));
                        assertThat(Duration.between(stage.fixture.now(), stage.clock.now()))
                                .isGreaterThanOrEqualTo(form.getValue().minusSeconds(1));
                    }
                }
            }
        }
    }

    /** Said on an answer that is well, so that the next request waits. */
    static Stream<Arguments> streamsThatSayWhatIsLeft() {
        return ShippedFixtures.streams(stage -> stage.stream
                        .rate()
                        .headers()
                        .flatMap(it -> it.remaining())
                        .isPresent()
                && stage.stream.rate().headers().flatMap(it -> it.reset()).isPresent()
                && stage.fixture.exchanges().size() > 1);
    }

    @ParameterizedTest
    @MethodSource("streamsThatSayWhatIsLeft")
    void nothingIsAskedBeforeALimitIsReset(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            Optional<String> remaining = stage.stream.rate().headers().flatMap(it -> it.remaining());
            Optional<String> reset = stage.stream.rate().headers().flatMap(it -> it.reset());
            List<String> all = undisturbed(name, stream);
            int unused = stage.prepare();
            Stage.Player usual = stage.anyOrder();
            int[] count = {0};
            stage.play(call -> count[0]++ == 0
                    ? usual.answer(call).with(remaining.get(), "0").with(reset.get(), "30")
                    : usual.answer(call));
            assertThat(Stage.shown(stage.read(stage.open()))).isEqualTo(all);
            assertThat(Duration.between(stage.fixture.now(), stage.clock.now()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    /** A token is renewed without a word; other credentials are a fault, after which the same is had. */
    @ParameterizedTest
    @MethodSource("streams")
    void anExpiredTokenAtAnyRequestLosesNothing(String name, String stream) throws Exception {
        List<String> all = undisturbed(name, stream);
        for (int i = 0; i < requests(name, stream); i++) {
            try (Stage stage = new Stage(name, stream)) {
                int unused = stage.prepare();
                List<Page> pages = readWith(stage, i, ScriptedAnswer.of(401, "{}"));
                if (stage.faults.isEmpty()) {
                    assertThat(stage.calls.get(i).headers())
                            .isNotEqualTo(stage.calls.get(i + 1).headers());
                } else if (!stage.faults.get(0).recovery().name().equals("RETRY")) {
                    pages = stage.read(stage.open());
                }
                assertThat(Stage.shown(pages)).as("request %d", i).isEqualTo(all);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void eachErrorRuleMeansWhatItSays(String name, String stream) throws Exception {
        try (Stage counting = new Stage(name, stream)) {
            for (int rule = 0; rule < counting.stream.errors().size(); rule++) {
                try (Stage stage = new Stage(name, stream)) {
                    int unused = stage.prepare();
                    ScriptedAnswer answer =
                            AnswerChanges.matching(stage.stream.errors().get(rule));
                    Reaction wanted = stage.stream.errors().get(rule).reaction();
                    stage.play(call -> answer);
                    try {
                        Optional<Page> page = stage.open().next();
                        assertThat(wanted).as("%s gives %s", answer, page).isIn(Reaction.SUCCESS, Reaction.EMPTY);
                    } catch (SourceFault fault) {
                        assertThat(fault.code())
                                .as("rule %d of %s: %s", rule + 1, name, answer)
                                .isIn(codes(wanted));
                    }
                }
            }
        }
    }

    private static Set<FaultCode> codes(Reaction reaction) {
        return switch (reaction) {
            case SUCCESS, EMPTY -> Set.of(FaultCode.MALFORMED);
            case RETRY -> Set.of(FaultCode.SERVER_ERROR, FaultCode.REFUSED, FaultCode.TIMEOUT);
            case THROTTLED -> Set.of(FaultCode.THROTTLED);
            case UNAUTHORIZED -> Set.of(FaultCode.UNAUTHORIZED);
            case PERMISSION, LICENCE -> Set.of(FaultCode.PERMISSION_MISSING);
            case STALE_CONTINUATION -> Set.of(FaultCode.STALE_CONTINUATION);
            case RESET_POSITION -> Set.of(FaultCode.POSITION_LOST);
            case TOO_MUCH -> Set.of(FaultCode.TOO_LARGE, FaultCode.TIMEOUT);
            case SUBSCRIPTION_DISABLED -> Set.of(FaultCode.SUBSCRIPTION_DISABLED);
            case GONE, SUSPEND -> Set.of(FaultCode.REFUSED);
        };
    }

    /** Starting again after any page: what is read then, with what was committed before, is all there is, under the same keys. */
    @ParameterizedTest
    @MethodSource("streams")
    void aRestartAfterAnyPageLosesNothing(String name, String stream) throws Exception {
        List<String> all = undisturbed(name, stream);
        int pages;
        try (Stage stage = new Stage(name, stream)) {
            int unused = stage.prepare();
            pages = stage.read(stage.open()).size();
        }
        for (int committed = 0; committed <= pages; committed++) {
            List<Page> before = new ArrayList<>();
            try (Stage stage = new Stage(name, stream)) {
                int unused = stage.prepare();
                Sweep sweep = stage.open();
                for (int i = 0; i < committed; i++) {
                    before.add(sweep.next().orElseThrow());
                }
            }
            Set<String> settled = new HashSet<>();
            before.forEach(page -> page.item().map(Item::name).ifPresent(settled::add));
            Optional<String> position = before.isEmpty()
                    ? Optional.empty()
                    : before.get(before.size() - 1).position();
            try (Stage stage = new Stage(name, stream)) {
                int unused = stage.prepare();
                Sweep again = stage.source.traits().hasPosition()
                        ? stage.source.follow(
                                position.or(() -> stage.fixture.position()),
                                stage.fixture.window().from())
                        : stage.open(item -> settled.contains(item.name()));
                // A followed stream's fixture knows no request behind its last page.
                boolean isAtEnd = stage.source.traits().hasPosition() && committed == pages;
                List<Page> after = isAtEnd ? List.of() : stage.read(again);
                Set<String> found = new HashSet<>(Stage.shown(before));
                found.addAll(Stage.shown(after));
                assertThat(found).as("after %d pages", committed).hasSameElementsAs(all);
            }
        }
    }

    /** However a window lies, the API is told bounds that leave out nothing of it. */
    @ParameterizedTest
    @MethodSource("streams")
    void recordsOnTheBoundsAreWithinWhatIsAskedFor(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            WindowRule rule = stage.stream.window();
            Instant start = stage.fixture.window().from();
            for (long millis : List.of(0L, 1L, 499L, 999L)) {
                for (long length : List.of(1L, 1000L, 59_999L, 3_600_000L)) {
                    Window window = new Window(start.plusMillis(millis), start.plusMillis(millis + length));
                    Instant from =
                            rule.format().read(rule.from(window, window.from())).orElseThrow();
                    Instant to = rule.format().read(rule.to(window)).orElseThrow();
                    if (rule.lower() == WindowRule.Bound.EXCLUSIVE) {
                        assertThat(from).isBefore(window.from());
                    } else if (rule.lower().isTold()) {
                        assertThat(from).isBeforeOrEqualTo(window.from());
                    }
                    boolean isWholeUnit = rule.upper() == WindowRule.Bound.INCLUSIVE;
                    if (rule.upper().isTold()) {
                        assertThat(isWholeUnit ? to.plus(rule.format().unit()) : to)
                                .isAfterOrEqualTo(window.to());
                    }
                }
            }
        }
    }
}
