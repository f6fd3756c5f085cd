package io.rollcall.bench.sinks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.bench.report.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param leftOut what there was not, and the pairs that need it
 */
record SinksResult(Machine machine, Load load, List<Pair> pairs, List<String> leftOut) {

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(machine.toString());
        lines.add(String.format(
                Locale.ROOT, "%,d events, %.0f MB, in %d batches", load.events(), load.bytes() / 1e6, load.batches()));
        lines.add("");
        lines.add(String.format(
                "%-28s %8s %8s %10s  %-28s %8s %6s", "sink", "s", "MB/s", "events/s", "plain writer", "s", "ratio"));
        for (Pair pair : pairs) {
            double seconds = Pair.warm(pair.sinkSeconds());
            lines.add(String.format(
                    Locale.ROOT,
                    "%-28s %8.2f %8.0f %,10.0f  %-28s %8.2f %6.2f",
                    pair.sink(),
                    seconds,
                    load.bytes() / 1e6 / seconds,
                    load.events() / seconds,
                    pair.plain(),
                    Pair.warm(pair.plainSeconds()),
                    pair.ratio()));
        }
        leftOut.forEach(each -> lines.add("left out, for want of " + each));
        return lines;
    }

    /** A table, under a line that says where and of what. */
    String markdown() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%s; %,d events, %.0f MB, in %d batches:%n%n",
                machine,
                load.events(),
                load.bytes() / 1e6,
                load.batches()));
        table.append("| sink | events/s | MB/s | plain writer | times its seconds |\n|---|---|---|---|---|\n");
        for (Pair pair : pairs) {
            double seconds = Pair.warm(pair.sinkSeconds());
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f | %s | %.1f |%n",
                    pair.sink(),
                    load.events() / seconds,
                    load.bytes() / 1e6 / seconds,
                    pair.plain(),
                    pair.ratio()));
        }
        return table.toString();
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("machine", machine.toString()).put("events", load.events()).put("bytes", load.bytes());
        leftOut.forEach(json.putArray("not_installed")::add);
        ObjectNode results = json.putObject("results");
        for (Pair pair : pairs) {
            double seconds = Pair.warm(pair.sinkSeconds());
            ObjectNode result = results.putObject(pair.sink());
            result.put("plain", pair.plain())
                    .put("ratio", pair.ratio())
                    .put("megabytes_per_second", load.bytes() / 1e6 / seconds)
                    .put("events_per_second", load.events() / seconds);
            pair.sinkSeconds().forEach(result.putArray("seconds")::add);
            pair.plainSeconds().forEach(result.putArray("plain_seconds")::add);
        }
        return json.toString();
    }
}
