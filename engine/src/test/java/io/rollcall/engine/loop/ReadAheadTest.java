package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {

    private static final long MAX_BYTES = 100;

    /** Pages of the given sizes; a size of zero is a fault. */
    private static final class Script implements Sweep {
        private final Deque<Long> sizes;
        private boolean isClosed;

        Script(Long... sizes) {
            this.sizes = new ArrayDeque<>(Arrays.asList(sizes));
        }

        @Override
        public Optional<Page> next() throws SourceFault {
            if (sizes.isEmpty()) {
                return Optional.empty();
            }
            long bytes = sizes.removeFirst();
            if (bytes == 0) {
                throw new SourceFault(FaultCode.SERVER_ERROR, Recovery.RETRY, "made up");
            }
            return Optional.of(Page.of(List.of(), Instant.EPOCH, bytes));
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private static List<Long> sizes(List<Page> pages) {
        return pages.stream().map(Page::bytes).toList();
    }

    @Test
    void whatIsThereIsTakenTogetherUpToTheLimit() throws Exception {
        try (ReadAhead ahead = new ReadAhead(new Script(40L, 40L, 40L, 40L), Runnable::run, MAX_BYTES)) {
            assertThat(sizes(ahead.next())).containsExactly(40L, 40L);
            assertThat(sizes(ahead.next())).containsExactly(40L, 40L);
            assertThat(ahead.next()).isEmpty();
            assertThat(ahead.next()).isEmpty();
        }
    }

    private static void readToTheEnd(ReadAhead ahead) throws Exception {
        List<Page> pages = ahead.next();
        while (!pages.isEmpty()) {
            pages = ahead.next();
        }
    }

    /** An end would count the window as read. */
    @Test
    void whatWasClosedBeforeItsEndHasNone() throws Exception {
        ReadAhead ahead = new ReadAhead(new Script(60L, 60L, 60L, 60L, 60L, 60L), Runnable::run, MAX_BYTES);
        assertThat(sizes(ahead.next())).containsExactly(60L);
        ahead.close();
        assertThatThrownBy(() -> readToTheEnd(ahead))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not read");
    }

    @Test
    void howeverSmallTheyAreNoMoreThanFourPagesGoTogether() throws Exception {
        Script script = new Script(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
        try (ReadAhead ahead = new ReadAhead(script, Runnable::run, MAX_BYTES)) {
            assertThat(ahead.next()).hasSize(ReadAhead.MAX_PAGES);
            assertThat(ahead.next()).hasSize(ReadAhead.MAX_PAGES);
            assertThat(ahead.next()).hasSize(2);
        }
    }

    @Test
    void noMoreIsFetchedThanMayWait() throws Exception {
        Script script = new Script(60L, 60L, 60L, 60L, 60L, 60L);
        try (ReadAhead ahead = new ReadAhead(script, Runnable::run, MAX_BYTES)) {
            assertThat(sizes(ahead.next())).containsExactly(60L);
            assertThat(script.sizes).hasSize(3);
        }
        assertThat(script.isClosed).isTrue();
    }

    @Test
    void aPageBeyondTheLimitComesOnItsOwn() throws Exception {
        try (ReadAhead ahead = new ReadAhead(new Script(10L, 500L, 10L), Runnable::run, MAX_BYTES)) {
            assertThat(sizes(ahead.next())).containsExactly(10L);
            assertThat(sizes(ahead.next())).containsExactly(500L);
            assertThat(sizes(ahead.next())).containsExactly(10L);
        }
    }

    @Test
    void aFaultComesAfterThePagesBeforeItAndTheNextCallTriesAgain() throws Exception {
        try (ReadAhead ahead = new ReadAhead(new Script(10L, 0L, 10L), Runnable::run, MAX_BYTES)) {
            assertThat(sizes(ahead.next())).containsExactly(10L);
            assertThatThrownBy(ahead::next).isInstanceOf(SourceFault.class);
            assertThat(sizes(ahead.next())).containsExactly(10L);
            assertThat(ahead.next()).isEmpty();
        }
    }

    @Test
    void allPagesComeInOrderFromAnotherThread() throws Exception {
        Long[] sizes = new Long[500];
        Arrays.setAll(sizes, i -> 1L + i % 70);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ReadAhead ahead = new ReadAhead(new Script(sizes), thread, MAX_BYTES)) {
            List<Long> taken = new ArrayList<>();
            for (List<Page> next = ahead.next(); !next.isEmpty(); next = ahead.next()) {
                taken.addAll(sizes(next));
            }
            assertThat(taken).containsExactly(sizes);
        } finally {
            thread.shutdownNow();
        }
    }
}
