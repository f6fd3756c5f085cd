package io.rollcall.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.text.Explanation;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

    @TempDir
    Path directory;

    @Test
    void aSmallFileIsEnough() throws IOException, InvalidDocument {
        Configuration configuration = load("""
                sink: {kind: stdout}
                accounts:
                  contoso:
                    use: entra-signins
                    tenant: contoso.example
                    client_id: 11111111-2222-4333-8444-555555555555
                    client_secret: ${env:SECRET}
                """);
        assertThat(configuration.ledger()).isEqualTo(new LedgerPlace.Embedded(directory.resolve("rollcall.db")));
        Configuration.Account account =
                java.util.Objects.requireNonNull(configuration.accounts().get("contoso"));
        assertThat(account.streams())
                .containsExactly("interactive", "non-interactive", "service-principal", "managed-identity");
        assertThat(account.pace().settings(Duration.ofDays(30)).schedule().tiers())
                .hasSize(3);
        assertThat(account.toString()).doesNotContain("hunter2");
    }

    @Test
    void everyRelativePathStartsFromTheFolderOfTheFile() throws Exception {
        Configuration configuration = load("""
                ledger: state/rollcall.db
                sink: {kind: file, path: events.ndjson}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """);
        assertThat(configuration.ledger()).isEqualTo(new LedgerPlace.Embedded(directory.resolve("state/rollcall.db")));
        configuration
                .destinations()
                .choose(Optional.empty())
                .getValue()
                .factory()
                .open(Environment.surroundings(new SystemClock()))
                .close();
        assertThat(directory.resolve("events.ndjson")).exists();
    }

    @Test
    void aLedgerInPostgresqlIsNamedByItsUrlAndItsPasswordIsNotShown() throws Exception {
        Configuration configuration = load("""
                ledger: postgresql://db1.example.com,db2.example.com:5433/audit
                postgresql: {user: collector, password: "${env:SECRET}", ca_file: ca.pem, instance: east, takeover: 1m}
                sink: {kind: stdout}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """);
        LedgerPlace.Shared shared = (LedgerPlace.Shared) configuration.ledger();
        assertThat(shared.address().hosts()).isEqualTo("db1.example.com,db2.example.com:5433");
        assertThat(shared.address().database()).isEqualTo("audit");
        assertThat(shared.address().user()).isEqualTo("collector");
        assertThat(shared.address().password()).contains("hunter2");
        assertThat(shared.address().tls()).isTrue();
        assertThat(shared.address().authorities()).contains(directory.resolve("ca.pem"));
        assertThat(shared.instance()).isEqualTo("east");
        assertThat(shared.takeover()).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.toString()).contains("postgresql://db1").doesNotContain("hunter2");
    }

    @Test
    void whatOneMachineAloneCanKeepDoesNotGoWithASharedLedger() {
        assertThatThrownBy(() -> load("""
                ledger: postgresql://db.example.com/audit
                sinks:
                  archive: {kind: file, path: events.ndjson, when_full: drop-oldest}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("'archive' cannot have when_full: drop-oldest");
        assertThatThrownBy(() -> load("""
                ledger: postgresql://db.example.com/audit
                sink: {kind: stdout}
                spool: {max_bytes: 1GiB}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """)).hasMessageContaining("cannot go with a ledger in PostgreSQL");
    }

    @Test
    void aRefreshTokenThatChangesDoesNotGoWithASharedLedger() throws Exception {
        String shipped;
        try (InputStream in =
                Definitions.class.getResourceAsStream("/definitions/dropbox/dropbox-team/definition.yaml")) {
            shipped = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        String rotating = shipped.replace("grant: refresh_token\n", "grant: refresh_token\n  rotates: true\n");
        assertThat(rotating).isNotEqualTo(shipped);
        Files.writeString(directory.resolve("own.yaml"), rotating);
        String yaml = """
                sink: {kind: stdout}
                accounts:
                  team: {use: ./own.yaml, client_id: c, client_secret: s, refresh_token: r}
                """;
        assertThat(load(yaml).accounts()).containsKey("team");
        assertThatThrownBy(() -> load("ledger: postgresql://db.example.com/audit\npostgresql: {user: u}\n" + yaml))
                .hasMessageContaining("'team' has a refresh token that changes with each use");
    }

    @Test
    void withASharedLedgerSeveralSinksHaveNoSpool() throws Exception {
        Destinations destinations = load("""
                ledger: postgresql://db.example.com/audit
                postgresql: {user: collector}
                sinks:
                  archive: {kind: file, path: events.ndjson}
                  screen: {kind: stdout, streams: [entra-signins]}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """).destinations();
        assertThat(destinations.spool()).isEmpty();
        Destinations.Opened opened = destinations.open(
                new SystemClock(), new DeadLetterFile(directory.resolve("dead-letters.ndjson")), unused -> {});
        try (Sink sink = opened.sink()) {
            assertThat(opened.spool()).isEmpty();
            assertThat(sink.promise())
                    .startsWith("all of them have it: archive (")
                    .contains("screen (");
        }
    }

    @Test
    void anAccountsNameCannotHoldWhatStandsBetweenTheParts() {
        assertThatThrownBy(() -> load("""
                sink: {kind: stdout}
                accounts:
                  emea/contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("'emea/contoso' is no name for an account");
    }

    @Test
    void whatWaitsOnOneMachineDoesNotGoWithASharedLedger() {
        assertThatThrownBy(() -> load("""
                ledger: postgresql://db.example.com/audit
                sink: {kind: stdout}
                siems:
                  soc: {kind: opensearch, url: "http://localhost:9200", index: logs}
                accounts:
                  contoso:
                    use: entra-signins
                    deliver: missing-only
                    watch: soc
                    tenant: t
                    client_id: c
                    client_secret: "${env:SECRET}"
                """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("missing-only, which cannot go with a ledger in PostgreSQL");
    }

    @Test
    void mistakesAboutALedgerInPostgresqlAreExplained() {
        assertThatThrownBy(() -> load("""
                ledger: postgresql://me:hunter2@db.example.com/audit
                sink: {kind: stdout}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """)).hasMessageContaining("must be postgresql://HOST:PORT/DATABASE");
        assertThatThrownBy(() -> load("""
                postgresql: {user: me, takeover: 1s}
                sink: {kind: stdout}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """))
                .hasMessageContaining("means something only if 'ledger' is a postgresql:// URL")
                .hasMessageContaining("must be from 2s to 1h");
    }

    @Test
    void severalSinksAreFedFromASpoolBesideTheLedger() throws Exception {
        Configuration configuration = load("""
                ledger: state/rollcall.db
                sinks:
                  archive: {kind: file, path: events.ndjson}
                  siem:
                    kind: tcp
                    address: siem.example.com:601
                    streams: entra-signins
                    where: [{field: /riskLevelAggregated, is: [high, medium]}]
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """);
        assertThat(configuration.destinations().sinks()).containsOnlyKeys("archive", "siem");
        assertThat(configuration.destinations().spool().orElseThrow().path())
                .isEqualTo(directory.resolve("state/rollcall.db.spool"));
        assertThat(configuration.destinations().choose(Optional.of("siem")).getKey())
                .isEqualTo("siem");
        assertThatThrownBy(() -> configuration.destinations().choose(Optional.empty()))
                .hasMessageContaining("archive, siem");
        assertThatThrownBy(() -> configuration.destinations().choose(Optional.of("siem2")))
                .hasMessageContaining("did you mean 'siem'");
    }

    @Test
    void routesThatCanOnlyBeMistakesAreNamed() {
        String accounts = """
                accounts:
                  contoso: {use: entra-audits, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """;
        assertThatThrownBy(() -> load("sinks: {a: {kind: stdout, streams: entra-signins}}\n" + accounts))
                .hasMessageContaining("'a' asks for 'entra-signins', which is no stream of these accounts")
                .hasMessageContaining("no sink asks for entra-audits/contoso/directory");
        assertThatThrownBy(() -> load("sink: {kind: stdout}\nsinks: {a: {kind: stdout}}\n" + accounts))
                .hasMessageContaining("cannot stand beside 'sink'");
        assertThatThrownBy(() -> load(accounts)).hasMessageContaining("say where events go");
        assertThatThrownBy(() -> load("sinks: {'a b': {kind: stdout}}\nspool: {max_bytes: 1KiB}\n" + accounts))
                .hasMessageContaining("'a b' is no name")
                .hasMessageContaining("must be 16 MiB or more");
    }

    @Test
    void accountsThatShareALimitSayTheSameOfIt() throws Exception {
        String both = """
                sink: {kind: stdout}
                accounts:
                  signins: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"%s}
                  audits: {use: entra-audits, tenant: t, client_id: c, client_secret: "${env:SECRET}"%s}
                """;
        assertThatThrownBy(() -> load(String.format(both, ", calls_per_minute: 2", ", calls_per_minute: 3")))
                .hasMessageContaining("'audits' shares a limit of its API with 'signins'");
        load(String.format(both, ", target_delay: 2m", ", target_delay: 2m"));
        Configuration configuration = load(String.format(both, "", ", calls_per_minute: 3"));
        Tariffs tariffs = new Tariffs(configuration);
        Configuration.Account silent = configuration.accounts().get("signins");
        assertThat(tariffs.of(java.util.Objects.requireNonNull(silent), "interactive")
                        .tariff()
                        .target())
                .isEqualTo(3);
    }

    private static final String OWN = """
            name: intranet
            title: Our own
            urls: {base_url: "http://intranet.example"}
            auth: {kind: none}
            request: {path: /events, query: {from: "{window.from}", to: "{window.to}"}}
            window: {format: rfc3339-millis, max_span: 1d}
            paging: {kind: none}
            records: /events
            identity: {pointers: /id}
            time: {pointers: /time}
            behaviour: {retention: 7d, continuation_life: 5m, lateness: 5m}
            rate: {scope: intranet, requests: 100, period: 10s}
            streams: {all: {title: All}}
            """;

    @Test
    void definitionsOfOnesOwnAreReadBesideTheShippedOnes() throws IOException, InvalidDocument {
        Files.writeString(directory.resolve("intranet.yaml"), OWN);
        Configuration configuration = load("""
                sink: {kind: stdout}
                definitions: intranet.yaml
                accounts:
                  us: {use: intranet}
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:SECRET}"}
                """);
        assertThat(java.util.Objects.requireNonNull(configuration.accounts().get("us"))
                        .streams())
                .containsExactly("all");
    }

    @Test
    void mistakesInDefinitionsOfOnesOwnAreToldWithTheirPlace() throws IOException {
        Files.writeString(directory.resolve("intranet.yaml"), OWN.replace("records: /events", "recrods: /events"));
        assertThatThrownBy(
                        () -> load("sink: {kind: stdout}\ndefinitions: intranet.yaml\naccounts: {us: {use: intranet}}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("intranet.yaml:8")
                .hasMessageContaining("did you mean 'records'?");
        assertThatThrownBy(() -> load("sink: {kind: stdout}\ndefinitions: nowhere\naccounts: {us: {use: intranet}}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> load("""
                                sink: {kind: tpc}
                                acounts: {}
                                accounts:
                                  contoso:
                                    use: entra-signin
                                  fabrikam:
                                    use: office365-management
                                    tenant: x
                                    client_id: y
                                    client_secret: ${env:NOPE}
                                    streams: [Audit.Generl]
                                    every: 2h
                                """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("'tpc' must be one of file, ")
                .hasMessageContaining("udp — did you mean 'tcp'?")
                .hasMessageContaining("unknown key 'acounts' — did you mean 'accounts'?")
                .hasMessageContaining("— did you mean 'entra-signins'?")
                .hasMessageContaining("NOPE, which is not set")
                .hasMessageContaining(
                        "'Audit.Generl' is no stream of office365-management — did you mean 'Audit.General'?")
                .hasMessageContaining("must not be longer than overlap");
    }

    private static final String ACCOUNT = """
            sink: {kind: stdout}
            accounts:
              contoso:
                use: entra-signins
                tenant: x
                client_id: y
                client_secret: ${env:SECRET}
            """;

    private Pace pace(String more) throws IOException, InvalidDocument {
        return load(ACCOUNT + more.indent(4))
                .accounts()
                .values()
                .iterator()
                .next()
                .pace();
    }

    @Test
    void whoSaysNothingOfWhatToReadWhenLeavesItToTheDrift() throws IOException, InvalidDocument {
        assertThat(pace("").strategy()).isEqualTo(Pace.Strategy.ADAPTIVE);
        assertThat(pace("calls_per_minute: 2").strategy()).isEqualTo(Pace.Strategy.ADAPTIVE);
        assertThat(pace("overlap: 90m").strategy()).isEqualTo(Pace.Strategy.FIXED);
        assertThat(pace("strategy: fixed").overlap()).isEqualTo(Duration.ofHours(1));
        assertThat(pace("target_delay: 3m")
                        .settings(Duration.ofDays(7))
                        .adaptive()
                        .flatMap(AdaptiveSettings::targetDelay))
                .contains(Duration.ofMinutes(3));
    }

    @Test
    void howOftenAPositionIsAskedForIsTheUsersAndElseTheDefinitions() throws IOException, InvalidDocument {
        assertThat(pollInterval("poll_interval: 20s")).contains(Duration.ofSeconds(20));
        assertThat(pollInterval("every: 5m")).isEmpty();
        assertThatThrownBy(() -> pollInterval("poll_interval: 70d"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("is too long for auditevents");
    }

    private Optional<Duration> pollInterval(String line) throws IOException, InvalidDocument {
        return load("sink: {kind: stdout}\naccounts:\n  mine:\n    use: 1password-events\n    token: ${env:SECRET}\n    "
                        + line)
                .accounts()
                .values()
                .iterator()
                .next()
                .settings("auditevents", Duration.ofDays(120))
                .pollInterval();
    }

    @Test
    void whatTheChosenStrategyDoesNotHeedIsAMistake() {
        assertThatThrownBy(() -> pace("strategy: adaptive\noverlap: 1h\nwiden_by: 1h"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("accounts.contoso.overlap")
                .hasMessageContaining("accounts.contoso.widen_by")
                .hasMessageContaining("'strategy: fixed' only; leave it out, or set 'strategy: fixed'");
        assertThatThrownBy(() -> pace("every: 1m\ntarget_delay: 3m"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("accounts.contoso.target_delay");
    }

    @Test
    void aMistakeIsToldOnce() {
        assertThatThrownBy(() -> load("""
                                sink: {kind: stdout}
                                accounts:
                                  contoso: {use: entra-signin, tenant: t}
                                  fabrikam: {use: entra-signins, tenant: t, client_id: c, client_secret: "${env:NOPE}"}
                                """))
                .isInstanceOf(InvalidDocument.class)
                .message()
                .satisfies(mistakes -> assertThat(mistakes.split("\n")).hasSize(2));
    }

    @Test
    void aFileThatNamesNoAccountIsAMistake() {
        assertThatThrownBy(() -> load("sink: {kind: stdout}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("accounts: names no account");
        assertThatThrownBy(() -> load("sink: {kind: stdout}\naccounts: {}"))
                .hasMessageContaining("rollcall.yaml:2:11: accounts: names no account");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {0, (byte) 0xFF});
        for (Path file : new Path[] {binary, directory, directory.resolve("nowhere.yaml")}) {
            assertThatThrownBy(() -> Configuration.load(file, Definitions.shipped(), Map.of()))
                    .isInstanceOfSatisfying(
                            IOException.class,
                            trouble -> assertThat(Explanation.of(trouble).text())
                                    .startsWith(file + ": ")
                                    .containsAnyOf("UTF-8", "is a directory", "no such file or directory"));
        }
    }

    private Configuration load(String yaml) throws IOException, InvalidDocument {
        Path file = Files.writeString(directory.resolve("rollcall.yaml"), yaml);
        return Configuration.load(file, Definitions.shipped(), Map.of("SECRET", "hunter2"))
                .value();
    }
}
