package io.rollcall.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DocumentTest {

    private record Target(HostPort address, Duration timeout, Optional<Secret> token) {
        static Target read(Section section) {
            return new Target(
                    section.required(
                            "address", Types.HOST_PORT, "Where to send to.", new HostPort("siem.example.com", 514)),
                    section.optional("timeout", Types.DURATION, Duration.ofSeconds(10), "How long to wait."),
                    section.maybe("token", Types.SECRET, "Proof of identity.", new Secret("x")));
        }
    }

    private static Target sink(Section section) {
        return section.section("sink", "Where events go.", Target::read);
    }

    @Test
    void valuesAndDefaultsAreRead() throws InvalidDocument {
        Variables variables = new Variables(Map.of("TOKEN", "s3cret"), Path.of(""));
        Target target = new Document("f", "sink: {address: '[::1]:514', token: '${env:TOKEN}'}", variables)
                .read(DocumentTest::sink)
                .value();
        assertThat(target.address()).isEqualTo(new HostPort("::1", 514));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(target.token().orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(target.toString()).doesNotContain("s3cret");
    }

    @Test
    void allMistakesComeAtOnceWithTheirPlaceAndAHint() {
        String text = "sink:\n  adress: here:1\n  timeout: soon\nsnik: 1\n";
        assertThatThrownBy(() -> new Document("rollcall.yaml", text).read(DocumentTest::sink))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("rollcall.yaml:2:3: sink: unknown key 'adress' — did you mean 'address'?")
                .hasMessageContaining("rollcall.yaml:3:12: sink.timeout: 'soon' must be a duration")
                .hasMessageContaining("sink.address: is missing: Where to send to.")
                .hasMessageContaining("rollcall.yaml:4:1: unknown key 'snik' — did you mean 'sink'?");
    }

    @Test
    void aMistakeIsNotFollowedByOthersThatComeOfIt() {
        String text = "kind: thrid\nnumber: many\nlist: no\n";
        assertThatThrownBy(() -> new Document("f", text).read(section -> {
                    section.problem("number", "must be prime");
                    boolean isChosen = section.choice(
                            "kind", "Which.", List.of(new Section.Alternative<>("third", "The third.", alternative -> {
                                alternative.problem("number", "must be three");
                                return true;
                            })));
                    Optional<Integer> number = section.maybe("number", Types.integer(1, 9), "How many.", 3);
                    if (number.isEmpty()) {
                        section.problem("number", "say how many");
                    }
                    if (section.sections("list", "Some.", element -> 1).isEmpty()) {
                        section.problem("list", "name one");
                    }
                    return isChosen;
                }))
                .hasMessageContaining("must be prime")
                .hasMessageContaining("did you mean 'third'?")
                .hasMessageContaining("f:2:9: number: 'many' must be")
                .hasMessageContaining("list: must be a list")
                .hasMessageNotContaining("must be three")
                .hasMessageNotContaining("say how many")
                .hasMessageNotContaining("name one");
    }

    @Test
    void aSecretInPlainTextIsAWarningThatDoesNotShowIt() throws InvalidDocument {
        List<Problem> warnings = new Document("f", "sink: {address: 'a:1', token: hunter2}")
                .read(DocumentTest::sink)
                .warnings();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).toString()).contains("plain text").doesNotContain("hunter2");
    }

    @Test
    void brokenYamlIsExplainedWithItsPlace() {
        assertThatThrownBy(() -> new Document("f", "a: [1").read(section -> 1))
                .hasMessageContaining("f:1:")
                .hasMessageContaining("not valid YAML");
    }

    @Test
    void theSameReaderDescribesItself() {
        List<Declaration> members = ((Declaration.Shape.Nested)
                        Description.of(DocumentTest::sink).get(0).shape())
                .members();
        assertThat(members).extracting(Declaration::key).containsExactly("address", "timeout", "token");
        assertThat(members.get(1).defaultValue()).contains("10s");
        assertThat(members.get(2).example()).contains("${env:NAME}");
    }

    @Test
    void durationsAreReadAsPeopleWriteThem() throws Type.BadValue {
        assertThat(Durations.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Durations.parse("2 d")).isEqualTo(Duration.ofDays(2));
        assertThat(Durations.parse("PT5M")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThatThrownBy(() -> Durations.parse("5")).isInstanceOf(Type.BadValue.class);
        assertThatThrownBy(() -> Durations.parse("5 minutes")).isInstanceOf(Type.BadValue.class);
    }
}
