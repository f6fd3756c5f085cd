package io.rollcall.engine.identity;

import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What objects at one place of earlier records had for members, to guess the next name: records of one API have the same names in
 * nearly the same order, and a name that is guessed is compared instead of searched for its end, hashed and looked up. A guess is
 * compared to the last byte, so a wrong one costs time only. Not thread-safe.
 */
final class Shape {

    /** An object with more names than this has ids for names, and nothing to be guessed. */
    private static final int MAX_MEMBERS = 100;

    private static final int MAX_MEMBERS_IN_ALL = 5_000;

    private final @Nullable PathTree at;
    private final Room room;
    private final List<Member> members = new ArrayList<>();
    private @Nullable Member first;

    private Shape(@Nullable PathTree at, Room room) {
        this.at = at;
        this.room = room;
    }

    /** The shape of whole records, of which nothing is known yet. */
    static Shape of(PathTree paths) {
        return new Shape(paths, new Room());
    }

    /** How many members have been learned in all, at any place. */
    private static final class Room {
        private int taken;
    }

    /** A member of objects at this place. */
    static final class Member {
        private final byte[] written;
        private final long checksum;
        private final Shape inside;
        private @Nullable Member next;

        /** @param written the name in quotation marks, and the colon */
        private Member(byte[] written, long checksum, Shape inside) {
            this.written = written;
            this.checksum = checksum;
            this.inside = inside;
        }

        /** The checksum of its name. */
        long checksum() {
            return checksum;
        }

        /** The place of its value, and the shape of objects that are that, or elements of it. */
        Shape inside() {
            return inside;
        }
    }

    /** The captured and ignored paths from here on; null if none leads here. */
    @Nullable PathTree at() {
        return at;
    }

    boolean isIgnored() {
        return at != null && at.isIgnored();
    }

    /** The shape of an array's elements of that index. */
    Shape element(int index) {
        return at == null ? this : new Shape(at.element(index), room);
    }

    /**
     * The member whose name comes next; the cursor passes the name and the colon.
     *
     * @param before the member before; null at the beginning of an object
     */
    Member next(JsonCursor cursor, @Nullable Member before) throws IOException {
        Member guess = before == null ? first : before.next;
        if (guess != null && cursor.passes(guess.written)) {
            return guess;
        }
        cursor.name();
        Member found = known(cursor);
        if (found == null) {
            return added(cursor, before);
        }
        follow(before, found);
        return found;
    }

    private void follow(@Nullable Member before, Member next) {
        if (before == null) {
            first = next;
        } else {
            before.next = next;
        }
    }

    private @Nullable Member known(JsonCursor cursor) {
        if (cursor.isPlain()) {
            for (Member member : members) {
                byte[] name = member.written;
                if (Arrays.equals(name, 1, name.length - 2, cursor.bytes(), cursor.from(), cursor.to())) {
                    return member;
                }
            }
        }
        return null;
    }

    private Member added(JsonCursor cursor, @Nullable Member before) {
        Shape inside = new Shape(at == null ? null : at.child(cursor), room);
        Member added = new Member(written(cursor), ScalarChecksum.ofName(cursor), inside);
        if (cursor.isPlain() && members.size() < MAX_MEMBERS && room.taken < MAX_MEMBERS_IN_ALL) {
            members.add(added);
            room.taken++;
            follow(before, added);
        }
        return added;
    }

    private static byte[] written(JsonCursor cursor) {
        int length = cursor.to() - cursor.from();
        byte[] written = new byte[length + 3];
        written[0] = '"';
        System.arraycopy(cursor.bytes(), cursor.from(), written, 1, length);
        written[length + 1] = '"';
        written[length + 2] = ':';
        return written;
    }
}
