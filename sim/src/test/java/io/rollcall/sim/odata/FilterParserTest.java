package io.rollcall.sim.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.http.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterParserTest {
    private static final Instant TIME = Instant.parse("2026-03-02T08:00:00.5Z");
    private static final JsonNode RECORD = Json.parse("""
            {"name":"O'Brien","n":3,"place":{"city":"São Paulo"},"tags":["a","b"],"parts":[{"id":"x"},{"id":"y"}]}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name eq 'O''Brien' | true",
                "name eq 'OBrien' | false",
                "n eq 3 | true",
                "n ne 3 | false",
                "missing eq 3 | false",
                "startsWith(name,'O') | true",
                "startswith(place/city, 'São') | true",
                "contains(name,'Brie') | true",
                "contains(name,'brie') | false",
                "tags/any(t: t eq 'b') | true",
                "tags/any(t:t eq 'c') | false",
                "tags/any(t : t eq 'a' or t eq 'c') | true",
                "parts/any(p: p/id eq 'y') | true",
                "parts/any(p: startswith(p/id,'z')) | false",
                "time ge 2026-03-02T08:00:00Z | true",
                "time gt 2026-03-02T08:00:00.5Z | false",
                "time le 2026-03-02T08:00:00.5000000Z | true",
                "time lt 2026-03-02 | false",
                "time eq 2026-03-02T08:00:00.50Z | true",
                "n eq 4 or n eq 3 and name eq 'O''Brien' | true",
                "(n eq 3 or n eq 4) and name eq 'x' | false",
                "n eq 3 or n eq 4 and name eq 'x' | true"
            })
    void filtersHoldForTheRecordsTheyDescribe(String filter, boolean expected) {
        assertThat(FilterEvaluation.holds(FilterParser.parse(filter), "time", new View()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "n", "n eq", "n is 3", "n eq 3 n eq 3", "(n eq 3", "tags/any(t eq 'a')", "n eq 'x", ")"})
    void anythingElseIsRefused(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(filter))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("Invalid filter clause");
    }

    @Test
    void boundsAreThoseThatEveryBranchKeeps() {
        Instant eight = Instant.parse("2026-03-02T08:00:00Z");
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");
        assertThat(bounds("(time ge " + eight + " and time lt " + nine + ") and n eq 3"))
                .isEqualTo(new TimeBounds(eight, nine));
        assertThat(bounds("time eq " + eight + " or time eq " + nine)).isEqualTo(new TimeBounds(eight, nine));
        assertThat(bounds("time ge " + eight + " or n eq 3")).isEqualTo(TimeBounds.OPEN);
    }

    private static TimeBounds bounds(String filter) {
        return TimeBounds.of(FilterParser.parse(filter), "time");
    }

    private record View() implements RecordView {
        @Override
        public Instant eventTime() {
            return TIME;
        }

        @Override
        public JsonNode property(String path) {
            return PropertyPaths.read(RECORD, path);
        }
    }
}
