package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReferenceDocsTest {

    @Test
    void generatedDocumentationIsUpToDate() throws IOException {
        for (Map.Entry<String, String> file : ReferenceDocs.all().entrySet()) {
            assertThat(Path.of("..", "docs", file.getKey()))
                    .as("run docs/generate and commit what it writes")
                    .exists();
            assertThat(Files.readString(Path.of("..", "docs", file.getKey())))
                    .as("run docs/generate and commit what it writes")
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void everyFaultButASpentBudgetHasANotice() {
        for (io.rollcall.engine.source.FaultCode code : io.rollcall.engine.source.FaultCode.values()) {
            if (code != io.rollcall.engine.source.FaultCode.BUDGET_SPENT) {
                assertThat(io.rollcall.engine.notice.NoticeCode.of(code).label())
                        .isEqualTo(code.label());
            }
        }
    }
}
