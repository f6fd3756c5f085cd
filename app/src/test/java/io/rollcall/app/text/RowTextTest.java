package io.rollcall.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowTextTest {

    @Test
    void peopleReadSecondsAndPercentAndNoTroubleThatIsNone() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("stream", "entra-signins/contoso/interactive");
        row.put("read_until", Instant.parse("2026-03-02T09:41:07.123456789Z"));
        row.put("complete_through", null);
        row.put("events", 0L);
        row.put("quarantined", 0);
        row.put("dead_letters", 3L);
        row.put("stalled", false);
        row.put("flicker_share_at_most", 0.0247526);
        row.put("notices", List.of("throttled: too many requests"));
        assertThat(RowText.lines(row, Set.of("quarantined", "dead_letters", "stalled")))
                .containsExactly(
                        "entra-signins/contoso/interactive",
                        "  read until: 2026-03-02T09:41:07Z",
                        "  complete through: not known yet",
                        "  events: 0",
                        "  dead letters: 3",
                        "  flicker share at most: 2.48 %",
                        "  notice: throttled: too many requests");
    }
}
