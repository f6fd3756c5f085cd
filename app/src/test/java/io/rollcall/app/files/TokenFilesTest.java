package io.rollcall.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sources.auth.RefreshTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFilesTest {

    @TempDir
    Path folder;

    @Test
    void theNewestTwoAreKeptForTheirOwnerAlone() throws IOException, InterruptedException {
        TokenFiles files = new TokenFiles(folder.resolve("tokens"));
        try (RefreshTokens.Lease lease = files.take("id")) {
            assertThat(lease.kept()).isEmpty();
            lease.keep("a");
            lease.keep("b");
            lease.keep("c");
            assertThatThrownBy(() -> files.take("id")).hasMessageContaining("is in use");
        }
        try (RefreshTokens.Lease again = new TokenFiles(folder.resolve("tokens")).take("id")) {
            assertThat(again.kept()).containsExactly("c", "b");
            assertThat(again.toString()).doesNotContain("c,");
        }
        Path file = folder.resolve("tokens/id");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsFoundBeforeATokenIsAskedFor() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        assertThatThrownBy(() -> new TokenFiles(taken).take("id")).isInstanceOf(IOException.class);
    }
}
