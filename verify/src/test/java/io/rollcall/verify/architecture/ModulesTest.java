package io.rollcall.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what the inner ones stand on. */
final class ModulesTest {

    private static final Pattern MODULE = Pattern.compile("<module>([a-z]+)</module>");

    /** What a module's classes may use of other modules; those that wire everything are not listed. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "options", Set.of(),
            "engine", Set.of(),
            "ledger", Set.of("engine"),
            "audit", Set.of("engine"),
            "sources", Set.of("engine", "options"),
            "sinks", Set.of("engine", "options"),
            "web", Set.of("engine"),
            "sim", Set.of());

    @Test
    void everyModuleUsesOnlyModulesAboveItInTheRootPom() throws IOException {
        List<String> order = MODULE.matcher(Files.readString(rootPom()))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(order).containsAll(ARROWS.keySet()).contains("app");
        assertThat(order).containsAll(Scan.modules());
        assertThat(Scan.all().stream()
                        .flatMap(ModulesTest::arrows)
                        .filter(arrow -> order.indexOf(to(arrow)) > order.indexOf(from(arrow)))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void innerModulesUseNoOthersThanThoseNamedHere() {
        ARROWS.forEach((module, allowed) -> assertThat(Scan.module(module).stream()
                        .flatMap(ModulesTest::arrows)
                        .filter(arrow -> !allowed.contains(to(arrow)))
                        .map(Dependency::getDescription))
                .as("arrows out of %s", module)
                .isEmpty());
    }

    @Test
    void theArrowsThereAreAreSeen() {
        assertThat(Scan.module("ledger").stream().flatMap(ModulesTest::arrows).map(ModulesTest::to))
                .contains("engine");
        assertThat(Scan.module("app").stream().flatMap(ModulesTest::arrows).map(ModulesTest::to))
                .contains("engine", "ledger", "audit", "sources", "sinks", "sim", "options");
    }

    @Test
    void theEngineStandsOnTheJdkAndJacksonCoreAlone() {
        assertThat(foreign("engine", "java.", "com.fasterxml.jackson.core.", "org.jspecify.annotations."))
                .isEmpty();
        assertThat(foreign("engine", "java.", "org.jspecify.annotations.")).isNotEmpty();
    }

    @Test
    void theLedgerStandsOnTheJdkAlone() {
        assertThat(foreign("ledger", "java.", "org.jspecify.annotations.")).isEmpty();
    }

    @Test
    void theAuditStandsOnTheJdkJacksonCoreAndAParserOfCsvAlone() {
        assertThat(foreign(
                        "audit",
                        "java.",
                        "com.fasterxml.jackson.core.",
                        "de.siegmar.fastcsv.reader.",
                        "org.jspecify.annotations."))
                .isEmpty();
    }

    @Test
    void sinksStandOnTheJdkJacksonAndTheClientOfKafkaAlone() {
        assertThat(foreign(
                        "sinks",
                        "java.",
                        "javax.",
                        "jdk.net.",
                        "com.fasterxml.jackson.",
                        "org.apache.kafka.clients.producer.",
                        "org.apache.kafka.common.",
                        "org.jspecify.annotations.",
                        "org.slf4j."))
                .isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.rollcall.(**)")
                .should()
                .beFreeOfCycles()
                .check(Scan.all());
    }

    /** Types of other projects a module uses, but for those whose names begin so. */
    private static Stream<String> foreign(String module, String... allowed) {
        return Scan.module(module).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive() && Scan.module(type).isEmpty())
                .map(JavaClass::getName)
                .filter(name -> Stream.of(allowed).noneMatch(name::startsWith))
                .distinct();
    }

    private static Stream<Dependency> arrows(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> !to(arrow).isEmpty() && !to(arrow).equals(from(arrow)));
    }

    private static String from(Dependency arrow) {
        return Scan.module(arrow.getOriginClass());
    }

    private static String to(Dependency arrow) {
        return Scan.module(arrow.getTargetClass().getBaseComponentType());
    }

    private static Path rootPom() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.of(here.resolve("pom.xml"), here.resolveSibling("pom.xml"))
                .filter(Files::exists)
                .filter(pom -> contains(pom, "<modules>"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no root pom above " + here));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
