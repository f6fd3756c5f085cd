package io.rollcall.audit;

import java.time.Instant;

/** A made-up sign-in, in the shape of Microsoft Graph's. */
record SignIn(String id, Instant time, String user, int error, boolean isManaged) {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00.1234567Z");

    static SignIn of(int number) {
        return new SignIn(
                String.format("00000000-0000-4000-8000-%012d", number),
                START.plusSeconds(47L * number),
                "user" + number + "@contoso.example \"x\", y\n§",
                number % 7 == 0 ? 50126 : 0,
                number % 3 == 0);
    }

    SignIn withUser(String other) {
        return new SignIn(id, time, other, error, isManaged);
    }

    String json() {
        return "{\"id\":\"" + id + "\",\"createdDateTime\":\"" + time + "\",\"userPrincipalName\":" + text(user)
                + ",\"status\":{\"errorCode\":" + error + ",\"failureReason\":null},\"deviceDetail\":{\"isManaged\":"
                + isManaged
                + "},\"appliedConditionalAccessPolicies\":[{\"id\":\"policy\",\"result\":\"success\"}]}";
    }

    /** The same, written otherwise: other order, other spelling, other zone. */
    String reordered() {
        return "{ \"deviceDetail\" : {\"isManaged\": " + isManaged
                + "}, \"status\": {\"failureReason\": null, \"errorCode\": " + error
                + ".0}, \"userPrincipalName\":" + text(user).replace("§", "\\u00a7")
                + ", \"appliedConditionalAccessPolicies\": [{\"result\":\"success\",\"id\":\"policy\"}], \"createdDateTime\":\""
                + time.atOffset(java.time.ZoneOffset.ofHours(2)) + "\", \"id\":\"" + id + "\" }";
    }

    /** The same in the fields of a system that names and nests things its own way, and quotes all values. */
    String renamed() {
        return "{\"event\":{\"id\":\"" + id + "\"},\"@timestamp\":\""
                + time.toString().replaceAll("\\.\\d+Z", ".123Z")
                + "\",\"user.name\":" + text(user) + ",\"result\":{\"code\":\"" + error + "\"},\"managed\":\""
                + isManaged
                + "\",\"policies\":[\"policy\",\"success\"]}";
    }

    static String text(String content) {
        return "\"" + content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String cell(String content) {
        return "\"" + content.replace("\"", "\"\"") + "\"";
    }
}
