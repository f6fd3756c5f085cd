package io.rollcall.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeBoardTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration CALM = Duration.ofMinutes(15);

    private final NoticeBoard board = new NoticeBoard(new StreamId("fake", "contoso", "events"), List.of());

    @Test
    void aConditionIsOverWhenItHasNotShownItselfForAWhile() {
        board.raise(NoticeCode.SLOW_RUN, "slow", NOW);
        board.raise(NoticeCode.SLOW_RUN, "slow", NOW.plusSeconds(600));
        board.clearIfCalm(NoticeCode.SLOW_RUN, CALM, NOW.plusSeconds(1200));
        assertThat(board.open()).hasSize(1);
        board.clearIfCalm(NoticeCode.SLOW_RUN, CALM, NOW.plusSeconds(1500));
        assertThat(board.open()).isEmpty();
        assertThat(board.takeUnsent()).hasSize(2);
    }

    @Test
    void aClockThatWasAheadKeepsNoNoticeOpen() {
        board.raise(NoticeCode.SLOW_RUN, "slow", NOW.plus(Duration.ofDays(400)));
        board.clearIfCalm(NoticeCode.SLOW_RUN, CALM, NOW);
        board.clearIfCalm(NoticeCode.SLOW_RUN, CALM, NOW.plusSeconds(899));
        assertThat(board.open()).hasSize(1);
        board.clearIfCalm(NoticeCode.SLOW_RUN, CALM, NOW.plusSeconds(900));
        assertThat(board.open()).isEmpty();
    }
}
