package io.rollcall.bench.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.audit.Audit;
import io.rollcall.audit.Progress;
import io.rollcall.audit.Report;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import io.rollcall.bench.report.Folders;
import io.rollcall.bench.report.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/audit}. */
@Command(
        name = "bench/audit",
        description = "Takes the roll call of many made-up events, and lets sort and comm compare the same ids.",
        mixinStandardHelpOptions = true)
public final class AuditProgram implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--events",
            defaultValue = "20000000",
            description = "Events on each side (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the files are made, with 600 bytes an event to spare (default: temporary).")
    private Path place = Path.of(System.getProperty("java.io.tmpdir"));

    private AuditProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AuditProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory(place, "rollcall-audit");
        try {
            Population population = new Population(folder, events);
            population.write();
            AuditResult result = measure(population);
            System.out.println(
                    json ? new ObjectMapper().writeValueAsString(result.fields()) : String.join("\n", result.text()));
            return result.isRight() ? 0 : 1;
        } finally {
            Folders.delete(folder);
        }
    }

    private static AuditResult measure(Population population) throws Exception {
        Machine before = Machine.here();
        resetPeaks();
        long start = System.nanoTime();
        Report report = new Audit(new RollCall(Period.ALL, 100, false), population.folder(), Progress.NONE)
                .of(
                        FileSide.of(population.truth(), SideOptions.NONE),
                        FileSide.of(population.copy(), SideOptions.NONE));
        double auditSeconds = seconds(start);
        long peak = peakBytes();
        start = System.nanoTime();
        long differences = sortAndComm(population);
        double sortSeconds = seconds(start);
        Counts expected = new Counts(
                population.events() - population.lost(), population.lost(), 0, population.twice(), population.edited());
        return new AuditResult(
                before,
                population.events(),
                Files.size(population.truth()) + Files.size(population.copy()),
                report.total(),
                expected,
                differences,
                auditSeconds,
                sortSeconds,
                peak,
                Runtime.getRuntime().maxMemory());
    }

    /** Ids that are on one side only, by the usual programs. */
    private static long sortAndComm(Population population) throws IOException, InterruptedException {
        String command =
                "comm -3 <(sort -u '" + population.truthIds() + "') <(sort -u '" + population.copyIds() + "') | wc -l";
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", command)).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TMPDIR", population.folder().toString());
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("'" + command + "' failed: " + answer);
        }
        return Long.parseLong(answer);
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Sum of the peaks of the heap's parts, which need not have been at the same time. */
    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
