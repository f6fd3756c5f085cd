package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Response;

/** The API does not do what was asked; code and text are the API's own (docs/vendors, o365, errors). */
final class Office365Error extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String text;

    Office365Error(int status, String code, String text) {
        super(code + ": " + text);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    Response response() {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", text);
        return Response.json(status, body);
    }

    static Office365Error missingPermission() {
        return new Office365Error(
                401,
                "AF10001",
                "The permission set () sent in the request did not include the expected permission ActivityFeed.Read.");
    }

    static Office365Error missingParameter(String name) {
        return new Office365Error(400, "AF20001", "Missing parameter: " + name + ".");
    }

    static Office365Error wrongParameter(String name) {
        return new Office365Error(
                400, "AF20002", "Invalid parameter type: " + name + ". Expected type: date-time in UTC.");
    }

    static Office365Error otherTenant(String inPath, String inToken) {
        return new Office365Error(
                400,
                "AF20010",
                "The tenant ID passed in the URL (" + inPath
                        + ") does not match the tenant ID passed in the access token (" + inToken + ").");
    }

    static Office365Error tenantIsNoGuid(String inPath) {
        return new Office365Error(
                400, "AF20013", "The tenant ID passed in the URL (" + inPath + ") is not a valid GUID.");
    }

    static Office365Error unknownContentType() {
        return new Office365Error(400, "AF20020", "The specified content type is not valid.");
    }

    static Office365Error noSubscription() {
        return new Office365Error(400, "AF20022", "No subscription found for the specified content type.");
    }

    static Office365Error disabledSubscription() {
        return new Office365Error(400, "AF20023", "The subscription was disabled by a tenant admin.");
    }

    static Office365Error alreadyEnabled() {
        return new Office365Error(400, "AF20024", "The subscription is already enabled. No property change.");
    }

    static Office365Error wrongRange(String code) {
        return new Office365Error(
                400,
                code,
                "Start time and end time must both be specified (or both omitted) and must be less than or equal to 24"
                        + " hours apart, with the start time prior to end time and start time no more than 7 days in"
                        + " the past.");
    }

    static Office365Error wrongNextPage(String nextPage) {
        return new Office365Error(400, "AF20031", "Invalid nextPage Input: " + nextPage + ".");
    }

    static Office365Error noContent(String contentId) {
        return new Office365Error(404, "AF20050", "The specified content (" + contentId + ") does not exist.");
    }

    static Office365Error expiredContent(String contentId) {
        return new Office365Error(
                400,
                "AF20051",
                "Content requested with the key " + contentId
                        + " has already expired. Content older than 7 days cannot be retrieved.");
    }

    static Office365Error wrongContentId(String contentId) {
        return new Office365Error(400, "AF20052", "Content ID " + contentId + " in the URL is invalid.");
    }

    static Office365Error tooManyRequests(String method, String publisher) {
        return new Office365Error(403, "AF429", "Too many requests. Method=" + method + ", PublisherId=" + publisher);
    }

    static Office365Error internal() {
        return new Office365Error(500, "AF50000", "An internal error occurred. Retry the request.");
    }
}
