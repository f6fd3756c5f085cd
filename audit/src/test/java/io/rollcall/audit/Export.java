package io.rollcall.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** The ways in which services and systems export sign-ins. */
@SuppressWarnings("ImmutableEnumChecker") // the functions are pure
enum Export {
    NDJSON(true, signIns -> lines(signIns, SignIn::json)),
    REORDERED(true, signIns -> lines(signIns, SignIn::reordered)),
    RENAMED(true, signIns -> lines(signIns, SignIn::renamed)),
    ENRICHED(
            true,
            signIns -> lines(
                    signIns,
                    it -> it.json()
                            .replaceFirst("\\{", "{\"host\":{\"name\":\"siem\"},\"ingested\":\"x" + it.id() + "\","))),
    WINDOWS_LINES(true, signIns -> "\ufeff" + lines(signIns, SignIn::json).replace("\n", "\r\n")),
    WITHOUT_LAST_LINE_END(true, signIns -> lines(signIns, SignIn::json).stripTrailing()),
    FILE_SINK(
            true,
            signIns -> lines(signIns, SignIn::json)
                    + "{\"rollcall\":{\"notice\":\"heartbeat\",\"state\":\"info\",\"stream\":\"a/b/c\"}}\n"),
    PORTAL_JSON(true, signIns -> "[\n  " + joined(signIns, ",\n  ", Export::pretty) + "\n]\n"),
    API_ANSWER(true, signIns -> "{\"@odata.context\":\"x\",\"value\":[" + joined(signIns, ",", SignIn::json) + "]}"),
    PRETTY_OBJECTS(true, signIns -> lines(signIns, Export::pretty)),
    SPLUNK_CSV(
            true,
            signIns -> "\"_raw\",\"_time\",host,index,source\n"
                    + lines(signIns, it -> SignIn.cell(it.json()) + ",\"" + splunkTime(it) + "\",h,main,tcp:514")),
    SPLUNK_CSV_SYSLOG(
            true,
            signIns -> "_time,_raw\r\n"
                    + lines(
                            signIns,
                            it -> splunkTime(it) + "," + SignIn.cell("<14>1 - host rollcall - - - " + it.json())
                                    + "\r")),
    SPLUNK_JSON(
            true,
            signIns -> lines(
                    signIns,
                    it -> "{\"preview\":false,\"offset\":1,\"result\":{\"_raw\":" + SignIn.text(it.json())
                            + ",\"_time\":\"" + splunkTime(it) + "\",\"source\":\"x\"}}")),
    SPLUNK_RESULTS(
            true,
            signIns ->
                    "{\"results\":[" + joined(signIns, ",", it -> "{\"_raw\":" + SignIn.text(it.json()) + "}") + "]}"),
    ELASTIC_ORIGINAL(
            true,
            signIns -> lines(
                    signIns,
                    it -> "{\"_index\":\"logs\",\"_id\":\"x" + it.id() + "\",\"_source\":{\"@timestamp\":\"" + it.time()
                            + "\",\"event\":{\"kind\":\"event\",\"original\":" + SignIn.text(it.json()) + "}}}")),
    ELASTIC_SOURCE(
            true, signIns -> lines(signIns, it -> "{\"_index\":\"logs\",\"_id\":\"q\",\"_source\":" + it.json() + "}")),
    ELASTIC_HITS(
            true,
            signIns -> "{\"took\":3,\"hits\":{\"total\":{\"value\":1},\"hits\":["
                    + joined(signIns, ",", it -> "{\"_id\":\"1\",\"_source\":" + it.renamed() + "}") + "]}}"),
    ELASTIC_MESSAGE(
            true,
            signIns -> lines(
                    signIns,
                    it -> "{\"@timestamp\":\"" + it.time() + "\",\"message\":" + SignIn.text(it.json())
                            + ",\"agent\":{\"type\":\"filebeat\"}}")),
    KIBANA_CSV(
            false,
            signIns -> "@timestamp,event.id,user.name\n"
                    + lines(signIns, it -> "\"" + kibanaTime(it) + "\"," + it.id() + "," + SignIn.cell(it.user()))),
    ENTRA_CSV(
            false,
            signIns -> "\ufeffDate (UTC),Request ID,User agent,Username,Status\r\n"
                    + lines(
                            signIns,
                            it -> it.time().toString().replaceAll("\\.\\d+", "") + "," + it.id()
                                    + ",\"Mozilla, 5\r\n2\"," + SignIn.cell(it.user()) + ",Success\r")),
    SENTINEL_CSV(
            false,
            signIns -> "TenantId,\"TimeGenerated [UTC]\",OperationName,Id,UserPrincipalName\n"
                    + lines(
                            signIns,
                            it -> "t,\"" + englishTime(it) + "\",Sign-in activity," + it.id() + ","
                                    + SignIn.cell(it.user()))),
    PURVIEW_CSV(
            true,
            signIns -> "RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n"
                    + lines(signIns, it -> it.id() + "," + it.time() + ",15,UserLoggedIn,u," + SignIn.cell(it.json()))),
    OLD_PURVIEW_CSV(
            true,
            signIns -> "CreationDate;UserIds;Operations;AuditData\n"
                    + lines(signIns, it -> it.time() + ";u;UserLoggedIn;" + SignIn.cell(it.json()))),
    SYSLOG(
            true,
            signIns -> "Mar  2 08:00:00 collector rsyslogd: start, ready\n"
                    + lines(
                            signIns,
                            it -> "<134>1 " + it.time() + " host rollcall - - [rollcall@32473 key=\"{\"] "
                                    + it.json())),
    OLD_SYSLOG(true, signIns -> lines(signIns, it -> "Mar  2 08:00:00 host rollcall: " + it.json())),
    DIAGNOSTIC_SETTINGS(
            true,
            signIns -> lines(
                    signIns,
                    it -> "{\"time\":\"" + it.time()
                            + "\",\"category\":\"SignInLogs\",\"operationName\":\"Sign-in activity\","
                            + "\"properties\":" + it.json() + "}")),
    POSTED_EVENTS(
            true,
            signIns -> lines(
                    signIns,
                    it -> "{\"time\":" + it.time().getEpochSecond() + ",\"sourcetype\":\"s\",\"event\":" + it.json()
                            + "}"));

    private final boolean hasContents;
    private final Function<List<SignIn>, String> writer;

    /** @param hasContents whether all of a record's values are in it */
    Export(boolean hasContents, Function<List<SignIn>, String> writer) {
        this.hasContents = hasContents;
        this.writer = writer;
    }

    boolean hasContents() {
        return hasContents;
    }

    byte[] of(List<SignIn> signIns) {
        return writer.apply(signIns).getBytes(StandardCharsets.UTF_8);
    }

    byte[] packed(List<SignIn> signIns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(of(signIns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String lines(List<SignIn> signIns, Function<SignIn, String> line) {
        return joined(signIns, "\n", line) + "\n";
    }

    private static String joined(List<SignIn> signIns, String separator, Function<SignIn, String> one) {
        return signIns.stream().map(one).collect(Collectors.joining(separator));
    }

    private static String pretty(SignIn signIn) {
        return signIn.json().replace("{\"", "{\n    \"").replace(",\"", ",\n    \"");
    }

    private static String splunkTime(SignIn signIn) {
        return format("yyyy-MM-dd'T'HH:mm:ss.SSSxx", signIn);
    }

    private static String kibanaTime(SignIn signIn) {
        return format("MMM d, yyyy '@' HH:mm:ss.SSS", signIn);
    }

    private static String englishTime(SignIn signIn) {
        return format("M/d/yyyy, h:mm:ss.SSS a", signIn);
    }

    private static String format(String pattern, SignIn signIn) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(signIn.time().atOffset(ZoneOffset.UTC));
    }
}
