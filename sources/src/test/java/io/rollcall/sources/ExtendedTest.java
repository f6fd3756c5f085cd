package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.sources.extension.Exchanges;
import io.rollcall.sources.extension.Response;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Extended;
import io.rollcall.sources.http.Payload;
import io.rollcall.sources.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class ExtendedTest {

    private final ManualClock clock = new ManualClock(Rig.NOW);
    private final List<Call> sent = new ArrayList<>();
    private Optional<SourceFault> fault = Optional.empty();

    private Answer through(Exchanges exchanges) throws SourceFault, InterruptedException {
        Transport wire = new Transport() {
            @Override
            public Answer send(Call call) throws SourceFault {
                sent.add(call);
                if (fault.isPresent()) {
                    throw fault.get();
                }
                return new Answer(200, Headers.of("X-One", "1"), Slice.utf8("raw"), clock.steady(), clock.steady());
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        Call call = new Call(
                "POST",
                HttpUrl.get("https://api.example/a?b=c"),
                Map.of("Authorization", "Bearer t"),
                Optional.of(Payload.json("{}")),
                Duration.ofSeconds(1),
                100);
        try (Extended extended = new Extended(wire, exchanges, "mine", clock)) {
            return extended.send(call);
        }
    }

    @Test
    void requestsAndAnswersMayBeChanged() throws Exception {
        Answer answer = through((request, next) -> {
            Response got = next.send(request.with("authorization", "Other"));
            return got.with(("was " + got.text() + got.header("x-one").orElse(""))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
        assertThat(answer.body().toString()).isEqualTo("was raw1");
        assertThat(answer.header("X-One")).contains("1");
        assertThat(sent.get(0).headers()).containsExactly(Map.entry("authorization", "Other"));
        assertThat(sent.get(0).body()).contains(Payload.json("{}"));
    }

    @Test
    void itMayAnswerItself() throws Exception {
        assertThat(through((request, next) -> Response.json(204, "[]")).status())
                .isEqualTo(204);
        assertThat(sent).isEmpty();
    }

    @Test
    void anotherServerIsSentNothing() {
        assertThatThrownBy(
                        () -> through((request, next) -> next.send(request.to(URI.create("https://evil.example/a")))))
                .isInstanceOf(SourceFault.class)
                .hasMessageContaining("leads to another server, evil.example");
        assertThat(sent).isEmpty();
    }

    @Test
    void aFaultOfTheConnectionPassesThrough_andOneOfItsOwnIsTriedAgain() {
        fault = Optional.of(new SourceFault(FaultCode.TOO_LARGE, Recovery.SHRINK_WINDOW, "large"));
        assertThatThrownBy(() -> through((request, next) -> next.send(request))).isSameAs(fault.get());
        for (Exception own : List.of(new IOException("bad"), new IllegalStateException("bad"))) {
            assertThatThrownBy(() -> through((request, next) -> {
                        if (own instanceof IOException io) {
                            throw io;
                        }
                        throw (RuntimeException) own;
                    }))
                    .isInstanceOfSatisfying(
                            SourceFault.class, it -> assertThat(it.recovery()).isEqualTo(Recovery.RETRY))
                    .hasMessageContaining("the extension mine has no answer");
        }
    }
}
