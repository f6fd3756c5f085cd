package io.rollcall.audit.layout;

import io.rollcall.engine.identity.FieldPath;
import java.util.List;
import java.util.stream.Stream;

/** The fields in which services and systems keep ids and times, the surest first. */
final class Known {

    /** The layout of the simulator's truth file. */
    static final FieldPath TRUTH_KEY = FieldPath.parse("/key");

    static final FieldPath TRUTH_HASH = FieldPath.parse("/content_hash");
    static final FieldPath TRUTH_TIME = FieldPath.parse("/event_time");
    static final FieldPath TRUTH_VISIBLE = FieldPath.parse("/visible_time");
    static final FieldPath TRUTH_STREAM = FieldPath.parse("/stream");

    static final List<FieldPath> IDS = paths(
            "/id",
            "/Id",
            "/ID",
            "/Request ID",
            "/RecordId",
            "/Record Id",
            "/properties/id",
            "/properties.id",
            "/event/id",
            "/event.id",
            "/_source.event.id",
            "/eventID",
            "/eventId",
            "/EventId",
            "/event_id",
            "/uuid",
            "/UUID",
            "/guid",
            "/OfficeId",
            "/Id_g",
            "/id/uniqueQualifier",
            "/insertId",
            "/_document_id",
            "/log_id",
            "/txid",
            "/composite_id",
            "/activity_id",
            "/telephony_id",
            "/requestId",
            "/request_id",
            "/recordId",
            "/record_id",
            "/uid",
            "/_id");

    static final List<FieldPath> TIMES = paths(
            "/createdDateTime",
            "/activityDateTime",
            "/CreationTime",
            "/Date (UTC)",
            "/CreationDate",
            "/CreatedDateTime [UTC]",
            "/CreatedDateTime",
            "/ActivityDateTime [UTC]",
            "/ActivityDateTime",
            "/properties/createdDateTime",
            "/properties/activityDateTime",
            "/eventDateTime",
            "/event_time",
            "/eventTime",
            "/signinDateTime",
            "/activityDate",
            "/published",
            "/TimeGenerated [UTC]",
            "/TimeGenerated",
            "/id/time",
            "/@timestamp",
            "/_source.@timestamp",
            "/timestamp",
            "/Timestamp",
            "/_time",
            "/time",
            "/Time",
            "/date",
            "/Date",
            "/created_at",
            "/createdAt",
            "/created",
            "/datetime",
            "/ts");

    private Known() {}

    private static List<FieldPath> paths(String... pointers) {
        return Stream.of(pointers).map(FieldPath::parse).toList();
    }
}
