package io.rollcall.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Declaration;
import io.rollcall.options.Description;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: opensearch, url: 'https://a:9200', index: 'logs-*,-logs-old', authorization: 'ApiKey x', time_field: t,"
                        + " id_field: event.id, filter: 'a:b', page: 100, timeout: 1m}",
                "{kind: splunk, url: 'https://a:8089', authorization: Bearer x, search: index=a, id_field: id, look_around: 2d,"
                        + " accept_warnings: true}",
                "{kind: log-analytics, url: 'https://a', workspace: 99999999-8888-4777-8666-555555555555, query: SigninLogs,"
                        + " identity: {kind: managed}, time_column: EventTime, id_column: RollcallKey}",
                "{kind: loki, url: 'https://a:3100', selector: '{job=\"a\"}', tenant: t, page: 1000}"
            })
    void aSiemIsReadAndOpenedWithoutBeingThere(String yaml) throws Exception {
        try (Siem siem = read(yaml).open(new SystemClock())) {
            assertThat(siem.description()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: opensearsh, url: 'http://a'}|did you mean",
                "{kind: opensearch, url: 'http://a', index: _all}|names no index",
                "{kind: opensearch, url: 'http://a', index: a, page: 10001}|from 1 to 10000",
                "{kind: splunk, url: 'http://a', search: index=a}|authorization",
                "{kind: splunk, url: 'http://a', authorization: x, search: 'index=a, head 10', id_field: 'a b'}|no name of a field",
                "{kind: splunk, url: 'http://a', authorization: x, search: 'index=a [search b]'}|terms alone",
                "{kind: log-analytics, url: 'http://a', workspace: my-siem, query: T, identity: {kind: managed}}|workspace's id",
                "{kind: log-analytics, url: 'http://a', workspace: 99999999-8888-4777-8666-555555555555, query: T, identity: {kind: managed},"
                        + " id_column: 'a b'}|no name of a column",
                "{kind: loki, url: 'http://a', selector: job=a}|selector"
            })
    void mistakesAreNamed(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidDocument.class).hasMessageContaining(named);
    }

    @Test
    void everyKindDescribesItsOptions() {
        Declaration kind = Description.of(Siems::read).get(0);
        Declaration.Shape.Choice choice = (Declaration.Shape.Choice) kind.shape();
        assertThat(choice.members().keySet())
                .containsExactlyElementsOf(
                        Siems.all().stream().map(SiemKind::name).toList());
        assertThat(choice.members().values().stream().flatMap(List::stream))
                .allSatisfy(option -> assertThat(option.documentation()).endsWith("."));
    }

    private static SiemFactory read(String yaml) throws InvalidDocument {
        return new Document("config.yaml", yaml).read(Siems::read).value();
    }
}
