package io.rollcall.app.files;

import io.rollcall.app.text.Explanation;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.SmallFile;
import io.rollcall.sources.auth.RefreshTokens;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Refresh tokens in a folder, one file for each client, which only its owner may read: the newest one, and the one before. Other
 * processes wait for each other.
 */
public final class TokenFiles implements RefreshTokens {

    private static final int KEPT = 2;
    private static final int ROOM = 4096;

    private final Path folder;

    public TokenFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public Lease take(String id) throws IOException {
        Files.createDirectories(folder);
        Path guard = folder.resolve(id + ".lock");
        Directories.createPrivately(guard);
        FileChannel channel = FileChannel.open(guard, StandardOpenOption.WRITE);
        try {
            Object unused = channel.lock();
            File file = new File(folder.resolve(id), channel);
            file.requireRoom();
            return file;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(folder + " is in use by another part of this program", e);
        } catch (IOException e) {
            channel.close();
            throw new IOException(folder + ": " + Explanation.cause(e), e);
        }
    }

    private record File(Path path, FileChannel guard) implements Lease {

        @Override
        public List<String> kept() {
            try {
                return Files.exists(path) ? Files.readAllLines(path) : List.of();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the refresh tokens in " + path + " cannot be read", e);
            }
        }

        /** Makes sure that there is room for a new token before one is asked for. */
        private void requireRoom() throws IOException {
            Path trial = path.resolveSibling(path.getFileName() + ".trial");
            SmallFile.replace(trial, "x".repeat(ROOM));
            Files.delete(trial);
        }

        @Override
        public void keep(String token) throws IOException {
            List<String> tokens = new ArrayList<>(List.of(token));
            kept().stream().filter(each -> !each.equals(token)).limit(KEPT - 1).forEach(tokens::add);
            SmallFile.replace(path, String.join("\n", tokens) + "\n");
        }

        @Override
        public void close() {
            try {
                guard.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the lock of " + path + " cannot be released", e);
            }
        }

        @Override
        public String toString() {
            return "refresh tokens in " + path;
        }
    }
}
