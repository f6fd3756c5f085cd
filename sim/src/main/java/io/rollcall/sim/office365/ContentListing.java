package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.odata.PageTokens;
import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Pages of content items with the next page in a response header (docs/vendors, o365, listing content). */
final class ContentListing {
    private static final Duration NEXT_PAGE_LIFETIME = Duration.ofMinutes(30);
    private static final List<String> HEADER_NAMES =
            List.of("NextPageUri", "nextpageuri", "NextPageURI", "NEXTPAGEURI", "Nextpageuri");
    private static final String FOREIGN_ORIGIN = "https://attacker.invalid";

    private final Office365Options options;
    private final Subscriptions subscriptions;
    private final PageTokens<Position> tokens = new PageTokens<>(NEXT_PAGE_LIFETIME);

    ContentListing(Office365Options options, Subscriptions subscriptions) {
        this.options = options;
        this.subscriptions = subscriptions;
    }

    /**
     * Where a client stands.
     *
     * @param firstAsked moment that all pages show
     * @param offset items passed so far
     */
    record Position(Subscriptions.Key key, ContentWindow window, Instant firstAsked, int offset) {}

    Position first(Subscriptions.Key key, ContentWindow window, Instant now) {
        return new Position(key, window, now, 0);
    }

    Position resume(String nextPage, Subscriptions.Key key, Request request) {
        return tokens.get(nextPage, request.arrivedAt())
                .filter(position -> position.key().equals(key))
                .filter(unused -> !request.suffers(FaultKind.SKIPTOKEN_EXPIRED))
                .orElseThrow(() -> Office365Error.wrongNextPage(nextPage));
    }

    /** One page; {@code notified} adds the members of the notifications listing. */
    Response page(Position position, BlobIndex index, Request request, boolean notified) {
        List<BlobAddress> all =
                index.listed(position.window().start(), position.window().end(), position.firstAsked()).stream()
                        .filter(address -> subscriptions.covers(
                                position.key(), index.layout().created(address)))
                        .toList();
        int complete = position.window().tooWide() ? all.size() / 2 : all.size();
        int until = Math.min(complete, position.offset() + options.listingPageSize());
        ArrayNode items = Json.array();
        for (BlobAddress address : all.subList(Math.min(position.offset(), until), until)) {
            ObjectNode item = item(index.layout(), address, position.key().tenantId(), request);
            items.add(
                    notified
                            ? item.put(
                                            "notificationSent",
                                            item.path("contentCreated").asText())
                                    .put("notificationStatus", "success")
                            : item);
        }
        Response response = Response.json(200, items);
        boolean forced = request.suffers(FaultKind.SELF_LINK) || request.suffers(FaultKind.FOREIGN_LINK);
        return until < complete || forced
                ? response.withHeader(headerName(request), nextPageUri(position, until, request))
                : response;
    }

    private ObjectNode item(BlobLayout layout, BlobAddress address, String tenantId, Request request) {
        String origin = request.suffers(FaultKind.FOREIGN_CONTENT_URI) ? FOREIGN_ORIGIN : request.origin();
        String contentId = layout.contentId(address);
        return Json.object()
                .put("contentUri", origin + "/api/v1.0/" + tenantId + "/activity/feed/audit/" + contentId)
                .put("contentId", contentId)
                .put("contentType", layout.stream().contentType())
                .put("contentCreated", RecordTime.zoned(layout.created(address), 3))
                .put("contentExpiration", RecordTime.zoned(layout.expires(address), 3));
    }

    private String nextPageUri(Position position, int offset, Request request) {
        if (request.suffers(FaultKind.SELF_LINK)) {
            return request.uri();
        }
        Position next = new Position(position.key(), position.window(), position.firstAsked(), offset);
        String token = RecordTime.local(position.window().start())
                        .replaceAll("[-T:]", "")
                        .substring(0, 10)
                + String.format(
                        Locale.ROOT, "R%012d", Draws.of(request.ordinal()).below(Integer.MAX_VALUE));
        tokens.put(token, next, request.arrivedAt());
        String origin = request.suffers(FaultKind.FOREIGN_LINK) ? FOREIGN_ORIGIN : request.origin();
        String operation = request.path().substring(request.path().lastIndexOf('/'));
        return origin + "/api/v1/" + position.key().tenantId() + "/activity/feed/subscriptions" + operation
                + "?contentType=" + position.key().stream().contentType()
                + "&startTime=" + RecordTime.local(position.window().start())
                + "&endTime=" + RecordTime.local(position.window().end())
                + "&nextPage=" + token;
    }

    private static String headerName(Request request) {
        return Draws.of(request.ordinal()).pick(HEADER_NAMES);
    }
}
