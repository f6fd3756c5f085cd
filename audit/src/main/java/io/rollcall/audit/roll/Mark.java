package io.rollcall.audit.roll;

import io.rollcall.engine.event.EventKey;
import java.util.Objects;

/**
 * A record of one side as the roll call remembers it.
 *
 * @param key identity
 * @param content what it says
 * @param second event time in seconds since 1970, or {@link #TIMELESS}
 * @param lateness seconds from event time to when it became visible, or {@link #UNKNOWN}
 * @param stream number of its stream, see {@link StreamNames}
 * @param isZoneless whether its event time names no zone, so that it may be another one than it was taken for
 * @param isExcused whether the copy cannot be blamed for not having it
 * @param ordinal its place among the records of its side, from 0
 */
public record Mark(
        EventKey key,
        Content content,
        int second,
        int lateness,
        int stream,
        boolean isZoneless,
        boolean isExcused,
        long ordinal) {

    /** The event time of records that carry none that can be read, and of those before 1970 or after 2038. */
    public static final int TIMELESS = -1;

    /** The lateness of a record that does not say when it became visible. */
    public static final int UNKNOWN = -1;

    static final int WORDS = 8;
    private static final int MAX_STREAM = 0xFFFF;
    private static final int EXCUSED = 0x100;
    private static final int ZONELESS = 0x200;
    private static final int QUARTER_SECONDS = 15 * 60;
    private static final int MAX_SHIFT_SECONDS = 14 * 3600;

    public Mark {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(content, "content");
        Objects.checkIndex(stream, MAX_STREAM + 1);
    }

    /** Whether another record says the same but for its time, which differs as time zones do where one of the two names none. */
    boolean isShifted(Mark other) {
        long shift = (long) second - other.second;
        return (isZoneless || other.isZoneless)
                && second != TIMELESS
                && other.second != TIMELESS
                && shift % QUARTER_SECONDS == 0
                && Math.abs(shift) <= MAX_SHIFT_SECONDS
                && content.values() - Content.timeValue(second)
                        == other.content.values() - Content.timeValue(other.second);
    }

    void write(long[] words, int at) {
        words[at] = key.high();
        words[at + 1] = key.low();
        words[at + 2] = content.exact();
        words[at + 3] = content.values();
        words[at + 4] = pair(content.names(), second);
        words[at + 5] = pair(
                lateness,
                stream << 16 | content.kind().code() | (isExcused ? EXCUSED : 0) | (isZoneless ? ZONELESS : 0));
        words[at + 6] = ordinal;
        words[at + 7] = content.shared();
    }

    static Mark read(long[] words, int at) {
        int flags = (int) words[at + 5];
        Content content = new Content(Content.Kind.of(flags & 0xFF), words[at + 2], words[at + 3], words[at + 7], (int)
                (words[at + 4] >>> Integer.SIZE));
        return new Mark(
                new EventKey(words[at], words[at + 1]),
                content,
                (int) words[at + 4],
                (int) (words[at + 5] >>> Integer.SIZE),
                flags >>> 16,
                (flags & ZONELESS) != 0,
                (flags & EXCUSED) != 0,
                words[at + 6]);
    }

    /** The event time of the mark in the words from there on. */
    static int second(long[] words, int at) {
        return (int) words[at + 4];
    }

    /** The stream of the mark in the words from there on. */
    static int stream(long[] words, int at) {
        return (int) words[at + 5] >>> 16;
    }

    /** Whether the mark in the words from there on has content. */
    static boolean hasContent(long[] words, int at) {
        return Content.Kind.of((int) words[at + 5] & 0xFF) == Content.Kind.WHOLE;
    }

    private static long pair(int high, int low) {
        return (long) high << Integer.SIZE | (low & 0xFFFF_FFFFL);
    }
}
