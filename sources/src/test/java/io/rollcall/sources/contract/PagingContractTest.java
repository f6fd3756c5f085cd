package io.rollcall.sources.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.PagingRule;
import io.rollcall.sources.definition.StopRules;
import io.rollcall.sources.fixture.Fixture.Exchange;
import io.rollcall.sources.fixture.ScriptedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the paging of every stream of every shipped definition must stand: pages that repeat, are empty, end, or lead elsewhere. */
class PagingContractTest {

    private static boolean isCounted(Stage stage) {
        PagingRule.Next next = stage.stream.paging().next();
        return next instanceof PagingRule.Next.None
                || next instanceof PagingRule.Next.Offset
                || next instanceof PagingRule.Next.Counted;
    }

    /** The first page of a sweep that has several, and of no items. */
    private static Optional<Exchange> firstOfSeveral(Stage stage) {
        List<Exchange> exchanges = stage.fixture.exchanges();
        boolean isPlain = stage.stream.items().isEmpty()
                && stage.stream.preparation().isEmpty()
                && stage.stream.job().isEmpty();
        return exchanges.size() < 2 || !isPlain || isCounted(stage) ? Optional.empty() : Optional.of(exchanges.get(0));
    }

    static Stream<Arguments> streamsOfSeveralPages() {
        return ShippedFixtures.streams(stage -> firstOfSeveral(stage).isPresent());
    }

    private static Optional<ScriptedAnswer> emptied(Stage stage) {
        return stage.stream.paging().stops().pageSize().isPresent()
                ? Optional.empty()
                : firstOfSeveral(stage)
                        .flatMap(first -> AnswerChanges.emptied(
                                first.answer(), stage.stream.records().arrays()));
    }

    static Stream<Arguments> streamsWhosePagesMayBeEmpty() {
        return ShippedFixtures.streams(stage -> emptied(stage).isPresent());
    }

    static Stream<Arguments> streamsWithStopRules() {
        return ShippedFixtures.streams(
                stage -> firstOfSeveral(stage).isPresent() && !lastPages(stage).isEmpty());
    }

    static Stream<Arguments> streamsWithLinks() {
        return ShippedFixtures.streams(stage -> stage.fixture.exchanges().stream()
                .anyMatch(exchange -> AnswerChanges.elsewhere(exchange.answer(), "https://evil.example")
                        .isPresent()));
    }

    /** The first page, made the last by each of the rules in turn. */
    private static List<ScriptedAnswer> lastPages(Stage stage) {
        ScriptedAnswer answer = firstOfSeveral(stage).orElseThrow().answer();
        StopRules stops = stage.stream.paging().stops();
        int records = AnswerChanges.records(answer, stage.stream.records().arrays());
        List<ScriptedAnswer> last = new ArrayList<>();
        stops.more()
                .ifPresent(at -> last.add(AnswerChanges.with(answer, at, false).orElseThrow()));
        stops.done()
                .ifPresent(at -> last.add(AnswerChanges.with(answer, at, true).orElseThrow()));
        stops.total()
                .ifPresent(
                        at -> last.add(AnswerChanges.with(answer, at, records).orElseThrow()));
        stops.pages().ifPresent(at -> last.add(AnswerChanges.with(answer, at, 1).orElseThrow()));
        if (stops.onEmptyPage()) {
            last.add(AnswerChanges.emptied(answer, stage.stream.records().arrays())
                    .orElseThrow());
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource("streamsOfSeveralPages")
    void aPageThatLeadsToItselfNeitherLoopsNorPassesForTheEnd(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            ScriptedAnswer first = firstOfSeveral(stage).orElseThrow().answer();
            stage.play(call -> first);
            List<Page> pages = stage.read(stage.open());
            assertThat(stage.calls).hasSizeLessThanOrEqualTo(4);
            assertThat(pages.get(0).events()).as("the first page is kept").isNotEmpty();
            boolean isTakenForEnd =
                    stage.source.traits().hasPosition() || stage.stream.paging().repeated() == PagingRule.Repeated.END;
            if (isTakenForEnd) {
                assertThat(stage.faults).isEmpty();
            } else if (stage.calls.size() > 1) {
                assertThat(stage.faults).extracting(SourceFault::code).containsExactly(FaultCode.LOOP);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streamsWhosePagesMayBeEmpty")
    void anEmptyPageInTheMiddleIsTheEndOnlyWhereThatIsDeclared(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            Exchange first = firstOfSeveral(stage).orElseThrow();
            ScriptedAnswer empty = emptied(stage).orElseThrow();
            Stage.Player usual = stage.anyOrder();
            stage.play(call -> Stage.isAbout(first.request(), call) ? empty : usual.answer(call));
            List<Page> pages = stage.read(stage.open());
            assertThat(pages.size() == 1)
                    .isEqualTo(stage.stream.paging().stops().onEmptyPage());
            assertThat(pages.get(0).events()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("streamsWithStopRules")
    void eachStopRuleEndsASweep(String name, String stream) throws Exception {
        try (Stage counting = new Stage(name, stream)) {
            for (ScriptedAnswer last : lastPages(counting)) {
                try (Stage stage = new Stage(name, stream)) {
                    stage.play(call -> last);
                    assertThat(stage.read(stage.open())).hasSize(1);
                    assertThat(stage.faults).isEmpty();
                    assertThat(stage.calls).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streamsWithLinks")
    void nothingIsSentToAnotherServer(String name, String stream) throws Exception {
        try (Stage stage = new Stage(name, stream)) {
            int unused = stage.prepare();
            Stage.Player usual = stage.anyOrder();
            stage.play(call -> {
                ScriptedAnswer answer = usual.answer(call);
                return AnswerChanges.elsewhere(answer, "https://evil.example").orElse(answer);
            });
            List<Page> pages = stage.read(stage.open());
            assertThat(stage.calls).allMatch(call -> call.url().host().equals("api.example"));
            assertThat(pages).isNotEmpty();
        }
    }
}
