package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.sources.mock.MockResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each request counts once, by what came of it. */
final class RequestCountsTest {

    private static final String LAST = "{\"events\":[{\"id\":1}]}";

    @Test
    void requestsCountByWhatCameOfThem() throws Exception {
        try (Rig rig = new Rig()) {
            Source source = rig.open(Rig.PLAIN);
            assertThat(source.requests()).isEqualTo(RequestCounts.NONE);

            rig.api.reply(MockResponse.json(LAST));
            Rig.read(source);
            assertThat(source.requests()).isEqualTo(new RequestCounts(1, 0, 0, 0, 0));

            rig.api.reply(MockResponse.of(302, "").with("Location", "/events?moved=1"));
            rig.api.reply(MockResponse.json(LAST));
            Rig.read(source);
            assertThat(source.requests()).as("and the redirect").isEqualTo(new RequestCounts(3, 0, 0, 0, 0));

            rig.api.reply(MockResponse.of(302, "").with("Location", "https://elsewhere.example.com/events"));
            Rig.fault(source);
            assertThat(source.requests())
                    .as("and one that is not followed")
                    .isEqualTo(new RequestCounts(4, 0, 0, 0, 0));

            rig.api.reply(MockResponse.of(500, "oops"));
            Rig.fault(source);
            rig.api.reply(MockResponse.of(403, "{}"));
            Rig.fault(source);
            rig.api.reply(MockResponse.of(429, "{}").with("Retry-After", "60"));
            Rig.fault(source);
            assertThat(source.requests()).isEqualTo(new RequestCounts(4, 1, 1, 1, 0));

            Rig.fault(source);
            assertThat(source.requests())
                    .as("none is sent while the API has closed the limit")
                    .isEqualTo(new RequestCounts(4, 1, 1, 1, 0));

            rig.clock.advance(Duration.ofSeconds(61));
            rig.api.reply(MockResponse.json(LAST).cutAfter(5));
            Rig.fault(source);
            assertThat(source.requests()).isEqualTo(new RequestCounts(4, 1, 1, 1, 1));
        }
    }
}
