package io.rollcall.audit.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/** A file of records, perhaps packed with gzip. Each reading begins anew. */
public final class InputFile {

    private static final int HEAD_BYTES = 1 << 18;

    private final Path path;
    private final String name;
    private final FileFormat format;

    private InputFile(Path path, String name, FileFormat format) {
        this.path = path;
        this.name = name;
        this.format = format;
    }

    /**
     * Looks what a file is.
     *
     * @param name what a person calls it
     * @throws Unreadable if there is none, it cannot be read, or it is nothing that holds records
     */
    public static InputFile of(Path path, String name) throws Unreadable {
        if (Files.isDirectory(path)) {
            throw new Unreadable(path + ": is a folder; give the path of a file in it.");
        }
        try (InputStream raw = Files.newInputStream(path);
                Unpacked in = Unpacked.of(raw)) {
            byte[] head = in.stream().readNBytes(HEAD_BYTES);
            if (head.length == 0 && in.damage().isPresent()) {
                throw new ZipException(in.damage().get());
            }
            return new InputFile(path, name, FormatGuess.of(name, head, head.length < HEAD_BYTES));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new Unreadable(path + ": there is no such file; check the path.", e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new Unreadable(path + ": it may not be read by this user; change its permissions.", e);
        } catch (EOFException | ZipException e) {
            throw new Unreadable(
                    path + ": begins like a gzip file, but cannot be unpacked (" + e.getMessage()
                            + "); export or copy it again.",
                    e);
        } catch (IOException e) {
            throw new Unreadable(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a person calls it. */
    public String name() {
        return name;
    }

    public FileFormat format() {
        return format;
    }

    /** Size on the disk. */
    public long bytes() throws IOException {
        return Files.size(path);
    }

    /**
     * Reads from the beginning to the end, or until the receiver wants no more.
     *
     * @param progress is told how many bytes of the file have been read, now and then
     * @return what the bytes read are
     */
    public Fingerprint read(Receiver receiver, LongConsumer progress) throws IOException {
        try (FingerprintStream raw = new FingerprintStream(Files.newInputStream(path), progress)) {
            try (Unpacked in = Unpacked.of(raw)) {
                read(in.stream(), receiver);
                in.damage().ifPresent(reason -> receiver.damaged(0, reason));
            }
            return raw.fingerprint();
        }
    }

    private void read(InputStream in, Receiver receiver) throws IOException {
        switch (format.kind()) {
            case EMPTY -> {}
            case LINES -> new Lines(false, receiver).read(in);
            case HEADED_LINES -> new Lines(true, receiver).read(in);
            case DOCUMENT -> new JsonDocument(receiver).read(in);
            case TABLE -> new Table(format.separator(), receiver).read(in);
        }
    }
}
