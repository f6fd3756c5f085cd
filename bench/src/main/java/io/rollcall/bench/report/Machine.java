package io.rollcall.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine a measurement was made on.
 *
 * @param processor its name
 * @param processors how many of them
 * @param memoryBytes of the machine
 * @param java version of the runtime
 * @param load mean number of busy processes over the minute before
 */
public record Machine(String processor, int processors, long memoryBytes, String java, double load) {

    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    public static Machine here() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        String processor = Files.isReadable(DESCRIPTION)
                ? Files.readAllLines(DESCRIPTION).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(system.getArch())
                : system.getArch();
        return new Machine(
                processor,
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                system.getSystemLoadAverage());
    }

    /** For a person, on one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d × %s, %.0f GiB, %s, load %.1f",
                processors,
                processor,
                memoryBytes / (double) (1L << 30),
                java,
                load);
    }
}
