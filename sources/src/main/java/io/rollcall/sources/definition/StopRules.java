package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;

/**
 * When a window has been read to its end though there is a continuation.
 *
 * @param more a flag in the body; anything but true means the end
 * @param done a flag in the body; true means the end
 * @param onEmptyPage whether a page without records is the last
 * @param pageSize a page with fewer records is the last
 * @param cutOffAt records at which the API cuts an answer off without saying that there are more
 * @param total how many records there are in all
 * @param pages how many pages there are in all
 * @param order of the records by time: with it a page beyond the window is the last
 */
public record StopRules(
        Optional<FieldPath> more,
        Optional<FieldPath> done,
        boolean onEmptyPage,
        Optional<Template> pageSize,
        Optional<Template> cutOffAt,
        Optional<FieldPath> total,
        Optional<FieldPath> pages,
        Order order) {

    static final StopRules NONE = new StopRules(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Order.NONE);

    /** The order of records over the pages of a window, by their place on the API's time axis. */
    public enum Order {
        /** None that can be relied on. */
        NONE,
        /** Oldest first. */
        ASCENDING,
        /** Newest first. */
        DESCENDING
    }

    /** @param counts whether pages are counted, so that nothing but an empty page tells the end unless a rule says otherwise */
    static StopRules read(Section section, TemplateScope scope, boolean counts) {
        return new StopRules(
                section.maybe(
                        "more",
                        Words.POINTER,
                        "A flag in the body; anything but true means the window has been read to its end.",
                        FieldPath.parse("/has_more")),
                section.maybe(
                        "done",
                        Words.POINTER,
                        "A flag in the body; true means the window has been read to its end.",
                        FieldPath.parse("/done")),
                section.optional(
                        "ends_on_empty_page",
                        Types.FLAG,
                        counts,
                        "Whether a page without records is the last one; with offset and page it is unless said otherwise."),
                scope.maybe(
                        section,
                        "page_size",
                        "Records per full page, a number or an option's name in braces; a page with fewer is the last.",
                        "100"),
                scope.maybe(
                        section,
                        "cut_off_at",
                        "Records at which the API cuts an answer off without saying so, a number or an option's name in braces:"
                                + " a page that has as many and no continuation is not taken for the end, and the window is"
                                + " read in smaller parts.",
                        "1000"),
                section.maybe(
                        "total",
                        Words.POINTER,
                        "How many records there are in all pages together; the last page is where they are all read. If with"
                                + " offset and page it gets less meanwhile, some may have been skipped, and the window is read again.",
                        FieldPath.parse("/meta/total")),
                section.maybe(
                        "pages",
                        Words.POINTER,
                        "How many pages there are in all.",
                        FieldPath.parse("/meta/total_pages")),
                section.optional(
                        "order",
                        Types.oneOf(Order.class),
                        Order.NONE,
                        "The order of records by their time (or position) over all pages. With it, a sweep ends at a page that"
                                + " lies beyond the window; needed where a bound is omitted."));
    }
}
