package io.rollcall.audit.report;

/** Text of a page being written. Everything that comes from outside goes through {@link #text}. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Adds markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds a text, escaped for content and attribute values. */
    Html text(Object text) {
        String written = String.valueOf(text);
        for (int i = 0; i < written.length(); i++) {
            char next = written.charAt(i);
            switch (next) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isDisplayable(next) ? next : '\ufffd');
            }
        }
        return this;
    }

    private static boolean isDisplayable(char next) {
        return next >= ' ' || next == '\n' || next == '\t' || next == '\r';
    }

    /** Adds an element with a text in it. */
    Html element(String tag, Object text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
