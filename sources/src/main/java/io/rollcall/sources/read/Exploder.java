package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.JsonText;
import io.rollcall.sources.definition.RecordsRule.Explode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes of each record as many as there are elements in one of its arrays, each with the element in the array's place. A record
 * without that array, or with an empty one, stays as it is: nothing disappears. Not thread-safe.
 */
final class Exploder implements RecordArrays.Receiver {

    private final RecordArrays.Receiver receiver;
    private final String array;
    private final List<String> kept;
    private final RecordScanner wellFormed = new RecordScanner(List.of(), List.of());

    /** What takes a rule's records, or what is made of them. */
    static RecordArrays.Receiver before(RecordArrays.Receiver receiver, Optional<Explode> rule) {
        return rule.isEmpty() ? receiver : new Exploder(receiver, rule.get());
    }

    private Exploder(RecordArrays.Receiver receiver, Explode rule) {
        this.receiver = receiver;
        this.array = rule.pointer().names().get(0);
        this.kept = rule.keep().stream().map(path -> path.names().get(0)).toList();
    }

    /** A member as written, name and all; the array's place has no element yet. */
    private record Member(String name, Slice value) {}

    @Override
    public RecordScanner scanner() {
        return wellFormed;
    }

    @Override
    public void accept(Slice record, long checksum) throws IOException {
        List<Member> members = new ArrayList<>();
        List<Slice> elements = new ArrayList<>();
        if (record.length() > 0 && record.array()[record.offset()] == '{') {
            split(record, members, elements);
        }
        if (elements.isEmpty()) {
            hand(record);
        }
        for (Slice element : elements) {
            hand(joined(members, element));
        }
    }

    private void split(Slice record, List<Member> members, List<Slice> elements) throws IOException {
        JsonCursor cursor = new JsonCursor(record.array(), record.offset(), record.length());
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            cursor.name();
            String name = cursor.content();
            int next = cursor.peek();
            int start = cursor.at();
            if (name.equals(array) && next == '[') {
                for (boolean another = cursor.open('[', ']'); another; another = cursor.next(']')) {
                    elements.add(skipped(cursor));
                }
            } else {
                cursor.skip();
            }
            members.add(new Member(name, new Slice(cursor.bytes(), start, cursor.at() - start)));
        }
    }

    private static Slice skipped(JsonCursor cursor) throws IOException {
        int unused = cursor.peek();
        int start = cursor.at();
        cursor.skip();
        return new Slice(cursor.bytes(), start, cursor.at() - start);
    }

    private Slice joined(List<Member> members, Slice element) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        char separator = '{';
        for (Member member : members) {
            boolean isArray = member.name.equals(array);
            if (isArray || kept.isEmpty() || kept.contains(member.name)) {
                out.write(separator);
                out.write(JsonText.quoted(member.name).getBytes(StandardCharsets.UTF_8));
                out.write(':');
                (isArray ? element : member.value).writeTo(out);
                separator = ',';
            }
        }
        out.write('}');
        return Slice.of(out.toByteArray());
    }

    private void hand(Slice record) throws IOException {
        long checksum = receiver.scanner().scan(new JsonCursor(record.array(), record.offset(), record.length()));
        receiver.accept(record, checksum);
    }
}
