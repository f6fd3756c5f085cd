package io.rollcall.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.rollcall.engine.ledger.Ledger;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What only some may do. Each rule also looks for the thing in its home, so that it fails when it has gone blind as well as
 * when it is broken.
 */
final class ReservedTest {

    private static final String CLOCK = "io.rollcall.engine.time.SystemClock";

    @Test
    void onlyTheLoopCommits() {
        Predicate<JavaAccess<?>> commits = access ->
                access.getName().equals("commit") && access.getTargetOwner().isAssignableTo(Ledger.class);
        reserved("Ledger.commit", commits, List.of("io.rollcall.engine.loop"));
    }

    @Test
    void onlyTheSystemClockReadsTheWallClock() {
        Predicate<JavaAccess<?>> reads = access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            return (owner.startsWith("java.time.") && name.equals("now") && isWithoutClock(access))
                    || (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.equals("java.util.Date") && name.equals("<init>") && isWithoutClock(access))
                    || is(access, "java.time.InstantSource", "system")
                    || is(access, "java.lang.System", "currentTimeMillis");
        };
        reserved("the wall clock", reads, List.of(CLOCK));
    }

    @Test
    void onlyClocksAndTimeoutsReadTheStopwatch() {
        reserved(
                "System.nanoTime",
                access -> is(access, "java.lang.System", "nanoTime"),
                List.of(CLOCK, "io.rollcall.sinks.net.Deadline", "io.rollcall.sim.Simulator"));
    }

    @Test
    void onlyTheSystemClockSleeps() {
        Predicate<JavaAccess<?>> sleeps = access -> is(access, "java.lang.Thread", "sleep")
                || is(access, "java.util.concurrent.TimeUnit", "sleep")
                || (isOf(access, "java.util.concurrent.locks.LockSupport")
                        && access.getName().startsWith("park"));
        reserved("sleep", sleeps, List.of(CLOCK));
    }

    @Test
    void onlyTheAppUsesTheStandardStreams() {
        Predicate<JavaAccess<?>> prints = access ->
                isOf(access, "java.lang.System") && List.of("out", "err", "in").contains(access.getName());
        reserved("System.out and System.err", prints, List.of("io.rollcall.app"));
    }

    @Test
    void onlyTheEntryEndsTheProcess() {
        Predicate<JavaAccess<?>> ends =
                access -> is(access, "java.lang.System", "exit") || is(access, "java.lang.Runtime", "halt");
        reserved("System.exit", ends, List.of("io.rollcall.app.Main"));
    }

    @Test
    void onlyTheAppMakesRandomNumbers() {
        Predicate<JavaAccess<?>> random = access -> isOf(access, "java.util.Random")
                || isOf(access, "java.util.SplittableRandom")
                || isOf(access, "java.util.concurrent.ThreadLocalRandom")
                || isOf(access, "java.security.SecureRandom")
                || is(access, "java.lang.Math", "random")
                || is(access, "java.util.UUID", "randomUUID");
        reserved("randomness", random, List.of("io.rollcall.app"));
    }

    @Test
    void onlyTheLedgerSpeaksSql() {
        uses("JDBC", List.of("java.sql.", "javax.sql.", "org.sqlite."), List.of("io.rollcall.ledger"));
    }

    @Test
    void onlyOneSinkSpeaksKafka() {
        uses("the client of Kafka", List.of("org.apache.kafka."), List.of("io.rollcall.sinks.kafka"));
    }

    @Test
    void onlySourcesAndOneSinkSendHttpRequests() {
        uses(
                "an HTTP client",
                List.of("okhttp3.", "java.net.http.", "java.net.HttpURLConnection", "java.net.URLConnection"),
                List.of("io.rollcall.sources", "io.rollcall.sinks.http"));
    }

    @Test
    void onlyTheSimulatorAndTheOperationsServerServeHttp() {
        uses(
                "an HTTP server",
                List.of("org.eclipse.jetty.", "com.sun.net.httpserver."),
                List.of("io.rollcall.sim", "io.rollcall.web"));
    }

    @Test
    void onlySinksAndTheSourcesTransportOpenSockets() {
        uses(
                "sockets",
                List.of(
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.Datagram",
                        "java.nio.channels.SocketChannel",
                        "java.nio.channels.ServerSocketChannel",
                        "java.nio.channels.DatagramChannel",
                        "javax.net."),
                List.of(
                        "io.rollcall.sinks.net",
                        "io.rollcall.sinks.udp",
                        "io.rollcall.sinks.tls",
                        "io.rollcall.sources.http",
                        "io.rollcall.sim.http"),
                List.of("java.net.SocketTimeoutException", "java.net.SocketException", "javax.net.ssl.SSL"));
    }

    @Test
    void onlyTheseReadOrWriteFiles() {
        uses(
                "files",
                List.of(
                        "java.nio.file.Files",
                        "java.nio.channels.FileChannel",
                        "java.io.File",
                        "java.io.RandomAccessFile"),
                List.of(
                        "io.rollcall.ledger",
                        "io.rollcall.audit.input.InputFile",
                        "io.rollcall.audit.roll.Spill",
                        "io.rollcall.options.Variables",
                        "io.rollcall.sources.definition.Definitions",
                        "io.rollcall.sources.http.KeyMaterial",
                        "io.rollcall.sinks.file",
                        "io.rollcall.sinks.tls",
                        "io.rollcall.sinks.net.TcpTable",
                        "io.rollcall.sim.truth",
                        "io.rollcall.app"),
                List.of("java.io.FileNotFoundException"));
    }

    @Test
    void onlyTheAppReadsTheEnvironment() {
        Predicate<JavaAccess<?>> reads = access -> isOf(access, "java.lang.System")
                && List.of("getenv", "getProperty", "getProperties").contains(access.getName());
        reserved("the environment", reads, List.of("io.rollcall.app"));
    }

    @Test
    void nothingStaticCanBeChanged() {
        Stream<String> changeable = Scan.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.FINAL)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaField::getFullName);
        assertThat(changeable).isEmpty();
    }

    private static void reserved(String what, Predicate<JavaAccess<?>> predicate, List<String> homes) {
        check(
                what,
                homes,
                type -> type.getAccessesFromSelf().stream().filter(predicate).map(JavaAccess::getDescription));
    }

    private static void uses(String what, List<String> prefixes, List<String> homes) {
        uses(what, prefixes, homes, List.of());
    }

    private static void uses(String what, List<String> prefixes, List<String> homes, List<String> harmless) {
        check(
                what,
                homes,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> begins(
                                use.getTargetClass().getBaseComponentType().getName(), prefixes))
                        .filter(use -> !begins(
                                use.getTargetClass().getBaseComponentType().getName(), harmless))
                        .map(use -> use.getDescription()));
    }

    private interface Finder {
        Stream<String> in(JavaClass type);
    }

    private static void check(String what, List<String> homes, Finder finder) {
        assertThat(Scan.product().stream()
                        .filter(type -> homes.stream().noneMatch(home -> isAt(type, home)))
                        .flatMap(finder::in))
                .as("%s is for %s alone", what, homes)
                .isEmpty();
        for (String home : homes) {
            assertThat(Scan.product().stream().filter(type -> isAt(type, home)).flatMap(finder::in))
                    .as("%s uses %s; if it no longer does, take it off the list", home, what)
                    .isNotEmpty();
        }
    }

    /** Whether a class is a home, within it, or in a package below it. */
    private static boolean isAt(JavaClass type, String home) {
        String name = type.getName();
        return name.equals(home) || name.startsWith(home + ".") || name.startsWith(home + "$");
    }

    private static boolean begins(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static boolean is(JavaAccess<?> access, String owner, String name) {
        return isOf(access, owner) && access.getName().equals(name);
    }

    private static boolean isOf(JavaAccess<?> access, String owner) {
        return access.getTargetOwner().getName().equals(owner);
    }

    private static boolean isWithoutClock(JavaAccess<?> access) {
        return !access.getDescription().contains("java.time.Clock)")
                && !access.getDescription().contains("(long)");
    }
}
