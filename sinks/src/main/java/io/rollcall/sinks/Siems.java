package io.rollcall.sinks;

import io.rollcall.options.Section;
import io.rollcall.sinks.loki.QueryOptions;
import io.rollcall.sinks.loki.QuerySiem;
import io.rollcall.sinks.opensearch.IndexOptions;
import io.rollcall.sinks.opensearch.IndexSiem;
import io.rollcall.sinks.sentinel.WorkspaceOptions;
import io.rollcall.sinks.sentinel.WorkspaceSiem;
import io.rollcall.sinks.splunk.SearchOptions;
import io.rollcall.sinks.splunk.SearchSiem;
import java.util.List;

/** The catalogue of SIEMs that can be asked what they hold. */
public final class Siems {

    private static final List<SiemKind> ALL = List.of(
            new SiemKind("opensearch", "An index of OpenSearch or Elasticsearch, read by scrolling.", Siems::index),
            new SiemKind("splunk", "A search of Splunk, by the API that exports its events.", Siems::search),
            new SiemKind(
                    "log-analytics",
                    "A table of a Log Analytics workspace, such as Microsoft Sentinel's, by its query API.",
                    Siems::workspace),
            new SiemKind("loki", "Entries of Grafana Loki, by its query API.", Siems::query));

    private Siems() {}

    /** All kinds of SIEMs. */
    public static List<SiemKind> all() {
        return ALL;
    }

    /** Reads a SIEM out of its mapping, whose key {@code kind} says which one it is. */
    public static SiemFactory read(Section section) {
        return section.choice(
                "kind", "What it is.", ALL.stream().map(SiemKind::alternative).toList());
    }

    private static SiemFactory index(Section section) {
        IndexOptions options = IndexOptions.read(section);
        return clock -> IndexSiem.open(options);
    }

    private static SiemFactory search(Section section) {
        SearchOptions options = SearchOptions.read(section);
        return clock -> SearchSiem.open(options);
    }

    private static SiemFactory workspace(Section section) {
        WorkspaceOptions options = WorkspaceOptions.read(section);
        return clock -> WorkspaceSiem.open(options, clock);
    }

    private static SiemFactory query(Section section) {
        QueryOptions options = QueryOptions.read(section);
        return clock -> QuerySiem.open(options);
    }
}
