package io.rollcall.sources.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.fixture.Playback;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixture of every shipped stream, played. */
class PlaybackTest {

    static Stream<Arguments> streams() {
        return ShippedFixtures.streams();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aFixtureIsPlayedAsItIsWritten(String name, String stream)
            throws IOException, InvalidDocument, InterruptedException {
        Definition definition = ShippedFixtures.definition(name);
        assertThat(new Playback(definition, stream, ShippedFixtures.options(name), UUID::randomUUID)
                        .differences(ShippedFixtures.fixture(name, stream)))
                .isEmpty();
    }
}
