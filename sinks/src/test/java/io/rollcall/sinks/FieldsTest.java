package io.rollcall.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.stream.StreamReceiver;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes along beside a record is what the user says, under the names the user says, in every protocol that has room; the record stays. */
final class FieldsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Delivery EVENT = Deliveries.event("{\"a\":\"\\\"\"}");
    private static final String CHOSEN =
            ", fields: {tenant: 'eu/{account}', api: '{source}', part: '{stream_name}', at: '{time}', env: 'a \"b\" ]'}";
    private static final String RULE = "dcr-0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "splunk-hec|token: t|/fields|/event",
                "opensearch|index: i, metadata: fields|/rollcall_delivery|",
                "loki|labels: {env: {value: prod}}|/streams/0/values/0/2|/streams/0/values/0/1",
            })
    void anObjectBesideTheRecordHasTheFieldsChosen(String kind, String options, String place, String record)
            throws Exception {
        JsonNode sent = sent(kind, options + CHOSEN);
        assertThat(sent.at(place))
                .isEqualTo(
                        JSON.readTree("{\"tenant\":\"eu/contoso\",\"api\":\"entra-signins\",\"part\":\"interactive\","
                                + "\"at\":\"2026-11-24T05:47:00.123456789Z\",\"env\":\"a \\\"b\\\" ]\"}"));
        if (record != null) {
            JsonNode there = sent.at(record);
            assertThat(there.isTextual() ? there.textValue() : there.toString())
                    .isEqualTo(EVENT.body().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "splunk-hec|token: t|/fields|[\"rollcall_stream\",\"rollcall_kind\",\"rollcall_key\",\"rollcall_visible_by\"]",
                "opensearch|index: i, metadata: fields|/rollcall_delivery|[\"stream\",\"kind\",\"key\",\"visible_by\"]",
                "loki|labels: {}|/streams/0/stream|[\"job\",\"rollcall_kind\",\"rollcall_stream\"]"
            })
    void leftOutTheyAreTheUsualOnes(String kind, String options, String place, String names) throws Exception {
        assertThat(names(sent(kind, options).at(place))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "splunk-hec|token: t|/fields",
                "otlp|timeout: 3s|/resourceLogs/0/scopeLogs/0/logRecords/0/attributes"
            })
    void noneMeansNone(String kind, String options, String place) throws Exception {
        assertThat(sent(kind, options + ", fields: {}").at(place)).isEmpty();
    }

    @Test
    void openSearchWithoutFieldsGetsNoEmptyObject() throws Exception {
        assertThat(sent("opensearch", "index: i, metadata: fields, fields: {}").has("rollcall_delivery"))
                .isFalse();
    }

    @Test
    void attributesOfOtlpAreTheFieldsChosen() throws Exception {
        JsonNode record = sent("otlp", "timeout: 3s" + CHOSEN).at("/resourceLogs/0/scopeLogs/0/logRecords/0");
        assertThat(record.path("attributes").findValuesAsText("key"))
                .containsExactly("tenant", "api", "part", "at", "env");
        assertThat(record.path("attributes").findValuesAsText("stringValue"))
                .containsExactly(
                        "eu/contoso", "entra-signins", "interactive", "2026-11-24T05:47:00.123456789Z", "a \"b\" ]");
        assertThat(record.at("/body/stringValue").textValue())
                .isEqualTo(EVENT.body().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", fields: {Tenant: 'eu/{account}', Key: '{key}'}|[\"TimeGenerated\",\"EventTime\",\"Tenant\",\"Key\",\"RawData\"]",
                ", fields: {}|[\"TimeGenerated\",\"EventTime\",\"RawData\"]",
                "''|[\"TimeGenerated\",\"EventTime\",\"RollcallStream\",\"RollcallKind\",\"RollcallKey\",\"RollcallVisibleBy\",\"RawData\"]"
            })
    void columnsOfSentinelAreTheFieldsChosen(String fields, String columns) throws Exception {
        try (HttpReceiver azure = new HttpReceiver(
                        uri -> open("{kind: sentinel, url: '" + uri + "', rule: " + RULE
                                + ", stream: Custom-A, identity: {kind: managed, metadata_url: '" + uri + "/token'}"
                                + fields
                                + "}"),
                        request -> request.path().startsWith("/token")
                                ? new Reply(200, "{\"access_token\":\"t\",\"expires_in\":3600}", List.of())
                                : new Reply(204, "", List.of()));
                Sink sink = azure.sink()) {
            assertThat(sink.write(Deliveries.batch(EVENT))).isEqualTo(Receipt.accepted());
            List<HttpReceiver.Request> requests = azure.requests();
            JsonNode row =
                    JSON.readTree(requests.get(requests.size() - 1).body()).path(0);
            assertThat(names(row)).isEqualTo(columns);
            assertThat(row.path("RawData").textValue()).isEqualTo(EVENT.body().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", fields: {tenant: 'eu/{account}', k: '{kind}'}|{\"tenant\":\"eu/contoso\",\"k\":\"event\",\"record\":%s}",
                ", fields: {}|%s",
                "''|%s"
            })
    void fieldsOfHttpStandInAnObjectAroundTheRecord(String fields, String event) throws Exception {
        for (String format : List.of("ndjson", "array")) {
            try (HttpReceiver receiver = new HttpReceiver(
                            uri -> open(
                                    "{kind: http, url: '" + uri + "', gzip: false, format: " + format + fields + "}"),
                            request -> new Reply(200, "", List.of()));
                    Sink sink = receiver.sink()) {
                assertThat(sink.write(Deliveries.batch(EVENT, EVENT))).isEqualTo(Receipt.accepted());
                String each = event.replace("%s", EVENT.body().toString());
                assertThat(receiver.requests().get(0).body())
                        .isEqualTo(format.equals("array") ? "[" + each + "," + each + "]" : (each + "\n").repeat(2));
            }
        }
    }

    private static String names(JsonNode object) {
        return JSON.valueToTree(
                        object.properties().stream().map(Map.Entry::getKey).toList())
                .toString();
    }

    @Test
    void additionalFieldsOfGelfBeginWithAnUnderscore() throws Exception {
        try (StreamReceiver receiver = new StreamReceiver(
                        ServerSocketFactory.getDefault(),
                        '\0',
                        port -> open("{kind: gelf, address: '127.0.0.1:" + port + "'" + CHOSEN + "}"));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(EVENT))).isEqualTo(Receipt.accepted());
            JsonNode message = JSON.readTree(receiver.received().get(0));
            assertThat(message.path("_tenant").textValue()).isEqualTo("eu/contoso");
            assertThat(message.path("_env").textValue()).isEqualTo("a \"b\" ]");
            assertThat(message.has("_rollcall_stream")).isFalse();
            assertThat(message.path("short_message").textValue())
                    .isEqualTo(EVENT.body().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields: {tenant: 'eu/{account}', env: 'a \"b\" ]'}|event [rollcall@32473 tenant=\"eu/contoso\" env=\"a \\\"b\\\" \\]\"] {",
                "fields: {}|event - {",
            })
    void structuredDataOfSyslogIsTheFieldsChosen(String fields, String header) throws Exception {
        try (StreamReceiver receiver = new StreamReceiver(
                        ServerSocketFactory.getDefault(),
                        '\n',
                        port -> open(
                                "{kind: tcp, payload: rfc5424, address: '127.0.0.1:" + port + "', " + fields + "}"));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(EVENT))).isEqualTo(Receipt.accepted());
            assertThat(receiver.received().get(0))
                    .contains(header)
                    .endsWith(EVENT.body().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: splunk-hec, url: 'http://a', token: t, fields: {a: '{acount}'}}|did you mean 'account'",
                "{kind: splunk-hec, url: 'http://a', token: t, fields: {a: '{acount}'}}|{visible_by}",
                "{kind: splunk-hec, url: 'http://a', token: t, fields: {a: '{account'}}|a brace that belongs to no name",
                "{kind: splunk-hec, url: 'http://a', token: t, fields: {host: x}}|fields.host",
                "{kind: gelf, address: 'a:1', fields: {'a b': x}}|letters, digits",
                "{kind: gelf, address: 'a:1', fields: {id: x}}|means something else",
                "{kind: tcp, address: 'a:1', payload: rfc5424, fields: {'a=b': x}}|printable ASCII",
                "{kind: tcp, address: 'a:1', fields: {a: x}}|needs payload: rfc5424",
                "{kind: loki, url: 'http://a', fields: {a-b: x}}|letters, digits and _",
                "{kind: opensearch, url: 'http://a', index: i, fields: {a: x}}|needs metadata: fields",
                "{kind: sentinel, url: 'http://a', rule: " + RULE + ", stream: Custom-A, row: record, fields: {A: x},"
                        + " identity: {kind: managed}}|needs row: wrapped",
                "{kind: sentinel, url: 'http://a', rule: " + RULE + ", stream: Custom-A, fields: {RawData: x},"
                        + " identity: {kind: managed}}|means something else"
            })
    void mistakesAreNamed(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidDocument.class).hasMessageContaining(named);
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThatThrownBy(() -> read("{kind: gelf, address: 'a:1', fields: {'a b': x, c: '{tim}', id: y}}"))
                .hasMessageContaining("a b")
                .hasMessageContaining("did you mean 'time'")
                .hasMessageContaining("fields.id");
    }

    /** What a sink over HTTP sends for one event; of several lines the last. */
    private static JsonNode sent(String kind, String options) throws Exception {
        String answer = kind.equals("opensearch")
                ? "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}"
                : "{\"code\":0}";
        try (HttpReceiver receiver = new HttpReceiver(
                        uri -> open("{kind: " + kind + ", url: '" + uri + "', " + options + "}"),
                        unused -> new Reply(200, answer, List.of()));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(EVENT))).isEqualTo(Receipt.accepted());
            List<HttpReceiver.Request> requests = receiver.requests();
            String body = requests.get(requests.size() - 1).body();
            List<String> lines = body.lines().toList();
            return JSON.readTree(lines.get(lines.size() - 1));
        }
    }

    private static Sink open(String yaml) throws Exception {
        return read(yaml)
                .open(new Surroundings(new SystemClock(), new ByteArrayOutputStream(), "collector", Resolver.system()));
    }

    private static SinkFactory read(String yaml) throws InvalidDocument {
        return new Document("config.yaml", yaml).read(Sinks::read).value();
    }
}
