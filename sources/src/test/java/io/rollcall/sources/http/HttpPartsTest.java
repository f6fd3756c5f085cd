package io.rollcall.sources.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Slice;
import io.rollcall.options.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPartsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static Answer answer(String... headers) {
        return new Answer(429, Headers.of(headers), Slice.utf8(""), NOW, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | PT10S",
                "0 | PT0S",
                "1.203 | PT1.203S",
                "99999999 | PT24H",
                "Mon, 02 Mar 2026 10:00:09 GMT | PT9S",
                "Mon, 02 Mar 2026 09:00:00 GMT | PT0S"
            })
    void retryAfterIsReadInBothForms(String header, Duration wait) {
        assertThat(RetryAfter.of(answer("Retry-After", header), NOW)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({"-1", "soon", "1e9"})
    void aRetryAfterThatIsNoneIsNone(String header) {
        assertThat(RetryAfter.of(answer("Retry-After", header), NOW)).isEmpty();
    }

    @Test
    void aDateIsTakenRelativeToTheAnswersOwn() {
        Answer answer = answer("Retry-After", "Mon, 02 Mar 2026 12:00:09 GMT", "Date", "Mon, 02 Mar 2026 12:00:00 GMT");
        assertThat(RetryAfter.of(answer, NOW)).contains(Duration.ofSeconds(9));
    }

    @Test
    void theClockOffsetGetsSharperAndAlwaysHoldsTheTruth() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Duration truth = Duration.ofMillis(random.nextInt(-100_000, 100_000));
        ClockOffset offset = new ClockOffset();
        Instant now = NOW;
        for (int i = 0; i < 200; i++) {
            now = now.plusMillis(random.nextInt(10_000));
            Instant written = now.plusMillis(random.nextInt(300));
            Instant received = written.plusMillis(random.nextInt(300));
            offset.observe(written.plus(truth).truncatedTo(java.time.temporal.ChronoUnit.SECONDS), now, received);
            Duration error = offset.estimate().orElseThrow().minus(truth).abs();
            assertThat(error).as("seed %d", seed).isLessThanOrEqualTo(Duration.ofMillis(800));
        }
        assertThat(offset.estimate().orElseThrow().minus(truth).abs())
                .as("seed %d", seed)
                .isLessThan(Duration.ofMillis(250));
    }

    @Test
    void aClockThatWasSetIsFollowed() {
        ClockOffset offset = new ClockOffset();
        offset.observe(NOW, NOW, NOW);
        offset.observe(NOW.plusSeconds(60), NOW, NOW);
        assertThat(offset.estimate()).contains(Duration.ofMillis(60_500));
    }

    @Test
    void anAnswerThatAgreesMakesTheOffsetSharperAndOneThatContradictsTakesItsPlace() {
        ClockOffset offset = new ClockOffset();
        assertThat(offset.estimate()).isEmpty();
        offset.observe(NOW, NOW, NOW.plusMillis(200));
        assertThat(offset.estimate()).as("-0.2 to 1").contains(Duration.ofMillis(400));
        offset.observe(NOW.plusSeconds(7), NOW.plusMillis(7600), NOW.plusMillis(7700));
        assertThat(offset.estimate()).as("-0.7 to 0.4, so -0.2 to 0.4").contains(Duration.ofMillis(100));
        offset.observe(NOW.plusSeconds(5), NOW.plusSeconds(10), NOW.plusSeconds(10));
        assertThat(offset.estimate()).as("-5 to -4: their clock was set").contains(Duration.ofMillis(-4500));
        offset.observe(NOW.plusSeconds(20), NOW.plusSeconds(25), NOW.plusSeconds(23));
        assertThat(offset.estimate())
                .as("received before it was sent, nonsense")
                .contains(Duration.ofMillis(-4500));
    }

    @Test
    void anAnswerWithoutADateSaysNothingOfTheClock() {
        ClockOffset offset = new ClockOffset();
        offset.observe(answer());
        offset.observe(answer("Date", "yesterday"));
        assertThat(offset.estimate()).isEmpty();
        offset.observe(answer("Date", "Mon, 02 Mar 2026 10:00:00 GMT"));
        assertThat(offset.estimate()).contains(Duration.ofMillis(500));
    }

    @Test
    void wordsAreShortenedAndFreedOfSecrets() {
        Censor censor = new Censor(List.of(new Secret("p@ss word/1"), new Secret("abc")));
        assertThat(censor.apply("a p@ss word/1 b p%40ss+word%2F1 c abc")).isEqualTo("a (secret) b (secret) c abc");
        assertThat(censor.apply("Authorization: Bearer abcdefgh.ijkl-mnop_qrst"))
                .isEqualTo("Authorization: (secret)");
        assertThat(censor.apply("x\u0000\u001b[31m\r\ny")).isEqualTo("x [31m y");
        assertThat(censor.apply("ab ".repeat(1000))).hasSize(500).endsWith("…");
    }

    private static HttpSettings settings(Optional<URI> proxy, Map<String, String> environment) {
        return new HttpSettings(
                proxy, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), environment, "1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://graph.microsoft.com/v1.0, proxy.example:3128",
        "http://plain.example/, other.example:80",
        "https://siem.internal.example/, ''",
        "https://internal.example/, ''",
        "https://notinternal.example/, proxy.example:3128",
        "https://host.example:8443/, ''",
        "https://host.example/, proxy.example:3128"
    })
    void theEnvironmentNamesTheProxyAndItsExceptions(URI uri, String proxy) {
        Proxies proxies = new Proxies(settings(
                Optional.empty(),
                Map.of(
                        "HTTPS_PROXY", "http://proxy.example:3128",
                        "http_proxy", "other.example",
                        "NO_PROXY", "localhost, .internal.example,host.example:8443")));
        assertThat(shown(proxies.select(uri))).isEqualTo(proxy);
    }

    @Test
    void aProxyThatWasSetCountsForEverything() {
        Proxies proxies =
                new Proxies(settings(Optional.of(URI.create("http://set.example:8080")), Map.of("NO_PROXY", "*")));
        assertThat(shown(proxies.select(URI.create("https://a.example/")))).isEqualTo("set.example:8080");
    }

    private static String shown(List<Proxy> proxies) {
        assertThat(proxies).hasSize(1);
        Proxy proxy = proxies.get(0);
        if (proxy.type() == Proxy.Type.DIRECT) {
            return "";
        }
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        return address.getHostString() + ":" + address.getPort();
    }
}
