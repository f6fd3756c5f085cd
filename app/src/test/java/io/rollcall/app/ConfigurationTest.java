package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
        assertThat(configuration.ledger()).isEqualTo(directory.resolve("rollcall.db"));
        Configuration.Account account =
                java.util.Objects.requireNonNull(configuration.accounts().get("contoso"));
        assertThat(account.streams())
                .containsExactly("interactive", "non-interactive", "service-principal", "managed-identity");
        assertThat(account.pace().settings(Duration.ofDays(30)).schedule().tiers())
                .hasSize(3);
        assertThat(account.toString()).doesNotContain("hunter2");
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
                .hasMessageContaining("'tpc' must be one of file, stdout, tcp, tls, udp — did you mean 'tcp'?")
                .hasMessageContaining("unknown key 'acounts' — did you mean 'accounts'?")
                .hasMessageContaining("— did you mean 'entra-signins'?")
                .hasMessageContaining("NOPE, which is not set")
                .hasMessageContaining(
                        "'Audit.Generl' is no stream of office365-management — did you mean 'Audit.General'?")
                .hasMessageContaining("must not be longer than overlap");
    }

    private Configuration load(String yaml) throws IOException, InvalidDocument {
        Path file = Files.writeString(directory.resolve("rollcall.yaml"), yaml);
        return Configuration.load(file, Definitions.shipped(), Map.of("SECRET", "hunter2"))
                .value();
    }
}
