package io.rollcall.sinks.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Variables;
import io.rollcall.sinks.Deliveries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTest {

    private static Route route(String yaml) throws InvalidDocument {
        return new Document("test.yaml", yaml, new Variables(Map.of(), Path.of("")))
                .read(Route::read)
                .value();
    }

    @ParameterizedTest
    @CsvSource({
        "entra-signins, true",
        "entra-signins/contoso, true",
        "entra-signins/contoso/interactive, true",
        "entra-*, true",
        "'*/contoso', true",
        "'*/*/inter*', true",
        "entra, false",
        "entra-signins/fabrikam, false",
        "entra.signins, false",
        "'*/inter*', false"
    })
    void patternsAreOfPartsThatMayBeLeftOutAtTheEnd(String pattern, boolean isTaken) throws Exception {
        assertThat(route("streams: '" + pattern + "'").takes(Deliveries.STREAM)).isEqualTo(isTaken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"r\":\"high\"} | true",
                "{\"r\":\"medium\",\"x\":[{}]} | true",
                "{\"x\":{\"r\":\"high\"}} | false",
                "{\"r\":[\"high\"]} | false",
                "{\"r\":null} | false",
                "{\"r\":\"low\"} | false",
                "{} | false"
            })
    void aConditionIsOnTheValueOfAField(String record, boolean isTaken) throws Exception {
        Route in = route("where: [{field: /r, is: [high, medium]}]");
        Route out = route("where: [{field: /r, is_not: [high, medium]}]");
        assertThat(in.takes(Deliveries.event(record))).isEqualTo(isTaken);
        assertThat(out.takes(Deliveries.event(record))).isEqualTo(!isTaken);
    }

    @Test
    void numbersAndTruthValuesAreComparedAsWritten() throws Exception {
        Route route = route("where: [{field: /a/0/n, is: 7}, {field: /ok, is: true}]");
        assertThat(route.takes(Deliveries.event("{\"a\":[{\"n\":7}],\"ok\":true}")))
                .isTrue();
        assertThat(route.takes(Deliveries.event("{\"a\":[{\"n\":7}],\"ok\":false}")))
                .isFalse();
        assertThat(route.takes(Deliveries.event("{\"a\":[{\"n\":8}],\"ok\":true}")))
                .isFalse();
    }

    @Test
    void aRecordThatCannotBeJudgedIsTaken() throws Exception {
        Route route = route("where: [{field: /deep/er, is: x}]");
        String nested = "{\"deep\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertThat(route.takes(Deliveries.event(nested))).isTrue();
        assertThat(route("where: [{field: /r, is: 'null'}]").takes(Deliveries.event("{\"r\":\"null\"}")))
                .isTrue();
    }

    @Test
    void noticesOfItsStreamsGoToASinkWhateverItsConditions() throws Exception {
        Route route = route("streams: okta\nwhere: [{field: /r, is: high}]");
        Delivery notice = Deliveries.of(Delivery.Kind.NOTICE, "{\"rollcall\":{}}");
        assertThat(route.takes(notice)).isFalse();
        assertThat(route("where: [{field: /r, is: high}]").takes(notice)).isTrue();
    }

    @Test
    void aPatternThatMatchesNoStreamIsIdle() throws Exception {
        assertThat(route("streams: [okta, entra-signins]").idle(List.of(Deliveries.STREAM)))
                .containsExactly("okta");
        assertThat(Route.ALL.idle(List.of(new StreamId("a", "b", "c")))).isEmpty();
    }

    @Test
    void conditionsThatMeanNothingAreMistakes() {
        assertThatThrownBy(() -> route("where: [{field: r, is: high}]")).hasMessageContaining("JSON Pointer");
        assertThatThrownBy(() -> route("where: [{field: /r}]")).hasMessageContaining("either 'is' or 'is_not'");
    }
}
