package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.JsonText;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts a secret into the body of a request. */
final class BodySecrets {

    private BodySecrets() {}

    /** The request's body with the secret: a field of a form, or else a member of JSON, in the place of one that is there. */
    static Payload put(Call call, FieldPath member, String secret) {
        Payload body = call.body().orElse(Payload.json("{}"));
        if (body.isForm()) {
            return body.with(String.join(".", member.names()), secret);
        }
        try {
            return Payload.json(put(body.text(), member.names(), JsonText.quoted(secret)));
        } catch (IOException e) {
            throw new IllegalStateException("the body for the secret is not JSON: " + e.getMessage(), e);
        }
    }

    private static String put(String json, List<String> path, String value) throws IOException {
        if (path.isEmpty()) {
            return value;
        }
        Slice bytes = Slice.utf8(json);
        JsonCursor cursor = new JsonCursor(bytes.array(), bytes.offset(), bytes.length());
        List<String> members = new ArrayList<>();
        boolean isPut = false;
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            cursor.name();
            String name = cursor.content();
            int unused = cursor.peek();
            int start = cursor.at();
            cursor.skip();
            String written = new Slice(cursor.bytes(), start, cursor.at() - start).toString();
            if (name.equals(path.get(0))) {
                written = inner(written, path, value);
                isPut = true;
            }
            members.add(JsonText.quoted(name) + ":" + written);
        }
        if (!isPut) {
            members.add(JsonText.quoted(path.get(0)) + ":" + inner("{}", path, value));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String inner(String json, List<String> path, String value) throws IOException {
        return path.size() == 1 ? value : put(json, path.subList(1, path.size()), value);
    }
}
