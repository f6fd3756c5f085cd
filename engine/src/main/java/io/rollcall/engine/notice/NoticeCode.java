package io.rollcall.engine.notice;

import io.rollcall.engine.source.FaultCode;
import java.util.Locale;

/** What notices can be about, and what each says to the people who read them. */
public enum NoticeCode {
    HEARTBEAT(
            "The collector is alive, and says how far the stream's record is complete.",
            "Let detections trust events before complete_through; raise an alarm when heartbeats stay out."),
    NO_TOKEN(
            "The token endpoint gave no access token.",
            "Check tenant, client id and secret or certificate, and whether it has expired."),
    UNAUTHORIZED(
            "The API refused a token that should be good.",
            "Check whether the application was disabled or its consent withdrawn."),
    PERMISSION_MISSING(
            "The token lacks a role, or the account a licence.",
            "Grant what the message names; a new token is asked for by itself."),
    THROTTLED(
            "The API asked us to slow down.",
            "Nothing, unless it stays: then other programs share the limit, or the account needs a smaller share."),
    SERVER_ERROR(
            "The API answered with an error of its own.",
            "Nothing, unless it stays: then see the vendor's status page."),
    TIMEOUT("The API did not answer in time.", "Nothing, unless it stays; windows are made smaller by themselves."),
    CONNECTION(
            "The connection failed or broke off.",
            "Check name resolution, proxy, firewall and certificate authorities with 'rollcall check'."),
    MALFORMED(
            "The answer is not what the definition says it is.",
            "See whether a proxy answers in the API's place, or the API has changed."),
    TOO_LARGE("The answer is larger than the limit.", "Raise the limit in the definition if the answer is genuine."),
    REFUSED(
            "The API refused the request as wrong.",
            "See the API's words in the message; the definition may be out of date."),
    STALE_CONTINUATION(
            "The API no longer knows a page link it gave.", "Nothing: the window is read again in smaller parts."),
    POSITION_LOST(
            "The API no longer knows the place in its stream up to which was read.",
            "Nothing: it is read again by time, and what is known is recognised."),
    POSITION_SKIPPED(
            "The place in the API's stream had led past events; reading by time has found them.",
            "Nothing is lost: they are delivered. If it comes back, let this stream be read by windows, and tell the vendor."),
    LOOP("A page led to itself or to one already read.", "Nothing, unless it stays: then the API has a fault."),
    FOREIGN_LINK(
            "A page link points to another server, to which no token is sent.",
            "If that server is genuine, set it as base URL."),
    SUBSCRIPTION_DISABLED(
            "Somebody switched a subscription off.",
            "Find out who; it is started again by itself, but content made meanwhile cannot be had."),
    GONE("The API has forgotten what was asked for.", "See retention_near and item_lost."),
    FILTER_IGNORED(
            "Most records of a page lie outside the window asked for.",
            "Nothing is lost; the API ignores the filter, so reading takes longer."),
    DRIFT_EXCEEDED(
            "Events became visible later than the limit.",
            "Expect late events; detection rules should look back at least that far."),
    EMPTY_RESULT(
            "The newest window holds no event at all.",
            "Compare with the service: it may be quiet, stalled, or later than the window."),
    SOURCE_STALLED(
            "The API answers, but shows nothing new where there is always something.",
            "See the vendor's status page; what it holds back is caught up with by itself when it comes."),
    WINDOW_WIDENED("The next window looks back further, since the last held no event.", "Nothing."),
    SLOW_RUN(
            "Reading the newest window took longer than its interval.",
            "Read less often, or raise the share of the request limit."),
    CLOCK_SKEW("The API's clock and ours differ.", "Set this machine's clock; the API's is gone by meanwhile."),
    RETENTION_NEAR(
            "Events not read yet are about to be forgotten by the API.",
            "Mend what is in the way now: see the other notices of the stream."),
    INTERNAL_FAILURE(
            "Collecting the stream failed in a way nobody foresaw, and was begun again from the ledger.",
            "Report it with the message: it is a mistake in Rollcall. If it stays, this stream does not get on; the others do."),
    SINK_UNREACHABLE(
            "The sink did not take a batch.", "Check the receiver; nothing more is fetched until it takes the batch."),
    SPOOL_GAP(
            "Files were taken out of the spool before a sink had what is in them.",
            "Fetch the period again for that sink if it matters."),
    SPOOL_FILLING(
            "What a sink has not taken fills half of the spool's room.",
            "Mend the sink, or make the spool's max_bytes larger: the message says what happens when it is full."),
    SPOOL_OVERFLOW(
            "The spool was full, and a sink with when_full: drop-oldest is not given the oldest events.",
            "Mend the sink, then send it the period with 'rollcall resend', before the API forgets it."),
    SIEM_UNREACHABLE(
            "A SIEM could not be asked which events it lacks, so those of accounts that watch it wait.",
            "Mend what the message names; the events wait on this machine's disk."),
    NATIVE_INTEGRATION_LOST(
            "Another collector has not brought events to the SIEM within the grace time, and Rollcall has.",
            "See whether that collector is in trouble; if the events are in the SIEM twice later, make the grace longer."),
    QUARANTINED(
            "An item cannot be read; those behind it flow on.", "Nothing: it is tried again until the API forgets it."),
    ITEM_LOST(
            "The API forgot an item before it could be read; its events are lost.",
            "Get them by another way if they matter."),
    CLAIM_FALSE(
            "The self-audit read a past window again that had been said to be complete, and found events in it nobody had seen.",
            "They are delivered, and the window is read again until nothing more comes. If it comes back, let detections look back"
                    + " further, and see the bounds that status gives."),
    WINDOW_UNREADABLE(
            "A window cannot be read however small it is made; the rest flows on.",
            "Nothing: it is tried again until the API forgets it."),
    WINDOW_LOST(
            "The API forgot a window before it could be read; its events are lost.",
            "Get them by another way if they matter.");

    private final String meaning;
    private final String advice;

    NoticeCode(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /**
     * The notice for a kind of fault.
     *
     * @throws IllegalArgumentException for a spent budget, which is no fault
     */
    public static NoticeCode of(FaultCode fault) {
        return valueOf(fault.name());
    }

    /** Lower case with underscores, as it appears in the feed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has happened, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
