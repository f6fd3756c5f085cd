package io.rollcall.sources.contract;

import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.Rig;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.fixture.Fixture;
import io.rollcall.sources.fixture.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The fixtures of shipped definitions. */
final class ShippedFixtures {

    private static final Definitions SHIPPED = Definitions.shipped();

    private ShippedFixtures() {}

    /** Names of definitions and their streams. */
    static Stream<Arguments> streams() {
        return SHIPPED.all().stream()
                .flatMap(definition ->
                        definition.streamNames().stream().map(stream -> Arguments.of(definition.name(), stream)));
    }

    /** Names of those that are so. */
    static Stream<Arguments> streams(Predicate<Stage> filter) {
        return streams().filter(names -> {
            Object[] each = names.get();
            try (Stage stage = new Stage(String.valueOf(each[0]), String.valueOf(each[1]))) {
                return filter.test(stage);
            } catch (IOException | InvalidDocument e) {
                throw new IllegalStateException(each[0] + "/" + each[1], e);
            }
        });
    }

    static Definition definition(String name) {
        return SHIPPED.find(name).orElseThrow();
    }

    static Fixture fixture(String name, String stream) throws IOException, InvalidDocument {
        String path = folder(name) + stream + ".json";
        return Fixture.parse(path, text(path));
    }

    static UserOptions options(String name) throws IOException {
        String path = folder(name) + "options.yaml";
        String options = ShippedFixtures.class.getResource(path) == null
                ? "tenant: " + Rig.TENANT
                        + "\nclient_id: app-1\nclient_secret: s3cret-value\nbase_url: {base}\nlogin_url: {base}\n"
                : text(path);
        return Rig.options(
                definition(name),
                options.replace("{base}", Script.BASE).replace("{service_account}", "service-account.json"));
    }

    private static String folder(String name) throws IOException {
        return text("/definitions/index")
                .lines()
                .filter(path -> path.endsWith("/" + name))
                .findFirst()
                .map(path -> "/definitions/" + path + "/fixtures/")
                .orElseThrow();
    }

    private static String text(String path) throws IOException {
        try (InputStream in = ShippedFixtures.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
