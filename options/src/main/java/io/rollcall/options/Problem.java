package io.rollcall.options;

/**
 * One mistake in a document.
 *
 * @param origin the document's name, usually its path
 * @param line from 1
 * @param column from 1
 * @param path where in the document's structure, for example {@code sink.address}
 * @param message what is wrong and how to put it right
 */
public record Problem(String origin, int line, int column, String path, String message) {

    @Override
    public String toString() {
        return origin + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
