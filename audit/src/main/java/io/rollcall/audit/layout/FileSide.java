package io.rollcall.audit.layout;

import io.rollcall.audit.input.Fingerprint;
import io.rollcall.audit.input.InputFile;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** A side that is a file. */
public final class FileSide implements Side {

    private static final int BYTES_OF_A_RECORD = 100;
    private static final int PACKING = 8;

    private final InputFile file;
    private final SideOptions options;
    private final Optional<Layout> layout;
    private final Set<String> shared;

    private FileSide(InputFile file, SideOptions options, Optional<Layout> layout, Set<String> shared) {
        this.file = file;
        this.options = options;
        this.layout = layout;
        this.shared = shared;
    }

    /**
     * Looks at the beginning of a file.
     *
     * @throws Unreadable if nothing can be told from it, with what to do
     */
    public static FileSide of(Path path, SideOptions options) throws Unreadable {
        return of(path, path.toString(), options);
    }

    /**
     * Looks at the beginning of a file that stands for something else.
     *
     * @param name what a person calls that
     * @throws Unreadable if nothing can be told from it, with what to do
     */
    public static FileSide of(Path path, String name, SideOptions options) throws Unreadable {
        InputFile file = InputFile.of(path, name);
        try {
            return new FileSide(file, options, LayoutGuess.of(file, options), Set.of());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new Unreadable(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public Set<String> fields() {
        return layout.map(Layout::fields).orElse(Set.of());
    }

    @Override
    public Side sharing(Set<String> fields) {
        return new FileSide(file, options, layout, fields);
    }

    @Override
    public long bytes() throws IOException {
        return file.bytes();
    }

    @Override
    public long likelyRecords() throws IOException {
        boolean isPacked = name().endsWith(".gz");
        return file.bytes() / BYTES_OF_A_RECORD * (isPacked ? PACKING : 1);
    }

    @Override
    public Account read(Spill spill, StreamNames streams, LongConsumer progress) throws IOException {
        if (layout.isEmpty()) {
            return new Account(
                    name(),
                    file.format().kind().title(),
                    "",
                    "",
                    new Health(),
                    Optional.of(file.read(new Nothing(), progress)));
        }
        Layout known = layout.get();
        MarkReader reader = new MarkReader(known, options, shared, spill, streams);
        Fingerprint fingerprint = file.read(reader, progress);
        return new Account(
                name(),
                known.title(),
                known.id().isEmpty() ? SideOptions.BY_CONTENT : joined(known),
                known.time().map(Place::toString).orElse(""),
                reader.health(),
                Optional.of(fingerprint));
    }

    private static String joined(Layout layout) {
        return String.join(", ", layout.id().stream().map(Place::toString).toList());
    }

    @Override
    public void revisit(BitSet ordinals, Visitor visitor) throws IOException {
        if (layout.isPresent() && !ordinals.isEmpty()) {
            Fingerprint unused = file.read(new Revisit(layout.get(), options, ordinals, visitor), bytes -> {});
        }
    }

    /** A receiver of what there is none of. */
    private static final class Nothing implements io.rollcall.audit.input.Receiver {
        @Override
        public boolean record(long line, io.rollcall.engine.event.Slice json) {
            return true;
        }

        @Override
        public void damaged(long line, String reason) {
            throw new IllegalStateException("an empty file is damaged: " + reason);
        }

        @Override
        public void foreign(long line) {
            throw new IllegalStateException("an empty file has a line " + line);
        }
    }
}
