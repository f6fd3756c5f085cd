package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The next page is asked for before this one is read, where this one says early enough which one that is. */
final class EarlyAskTest {

    private static final String SECOND = "{\"next\":\"/events?page=2\",\"events\":[{\"id\":1}]}";
    private static final String LAST = "{\"events\":[{\"id\":2}]}";

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig(Runnable::run);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private static List<Integer> sizes(List<Page> pages) {
        return pages.stream().map(page -> page.events().size()).toList();
    }

    @Test
    void eachPageIsAskedForOnceAndOnePageAhead() throws Exception {
        rig.api.reply(MockResponse.json(SECOND));
        rig.api.reply(MockResponse.json(LAST));
        Source source = rig.open(Rig.PLAIN);
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        assertThat(source.requests().total()).isEqualTo(2);
        assertThat(sizes(Rig.readAll(sweep))).containsExactly(1);
        assertThat(source.requests().total()).isEqualTo(2);
        rig.api.verify();
    }

    @Test
    void aLinkAfterTheRecordsIsFollowedWhenThePageHasBeenRead() throws Exception {
        rig.api.reply(MockResponse.json("{\"events\":[{\"id\":1}],\"next\":\"/events?page=2\"}"));
        rig.api.reply(MockResponse.json(LAST));
        Source source = rig.open(Rig.PLAIN);
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        assertThat(source.requests().total()).isEqualTo(1);
        assertThat(sizes(Rig.readAll(sweep))).containsExactly(1);
    }

    @Test
    void whatThePageSaysInTheEndCounts() throws Exception {
        rig.api.reply(
                MockResponse.json("{\"next\":\"/events?page=2\",\"events\":[{\"id\":1}],\"next\":\"/events?page=3\"}"));
        rig.api.reply(MockResponse.json("{\"events\":[{\"id\":7},{\"id\":8}]}"));
        rig.api.reply(MockResponse.json(LAST));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN)))).containsExactly(1, 1);
        rig.api.verify();
    }

    @Test
    void aFaultOfTheNextPageComesAfterThisOneAndIsTriedAgain() throws Exception {
        rig.api.reply(MockResponse.json(SECOND));
        rig.api.reply(MockResponse.of(503, "{}"));
        rig.api.reply(MockResponse.json(LAST));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        assertThatThrownBy(sweep::next)
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.SERVER_ERROR));
        assertThat(sizes(Rig.readAll(sweep))).containsExactly(1);
    }

    @Test
    void aPageThatIsCutOffIsAskedForAgainAndTheOneAfterItIsNot() throws Exception {
        rig.api.reply(MockResponse.json(SECOND.substring(0, SECOND.length() - 4)));
        rig.api.reply(MockResponse.json(LAST));
        rig.api.reply(MockResponse.json(SECOND));
        rig.api.reply(MockResponse.json(LAST));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        assertThatThrownBy(sweep::next)
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.MALFORMED));
        assertThat(sizes(Rig.readAll(sweep))).containsExactly(1, 1);
    }
}
