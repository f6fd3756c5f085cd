package io.rollcall.sinks.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Creation of files that only their owner may read, and of names in directories that survive a power cut. */
public final class Directories {

    private Directories() {}

    /** Creates an empty file, readable and writable for its owner alone, if there is none; an existing one is left as it is. */
    public static void createPrivately(Path file) throws IOException {
        try {
            if (isPosix(file)) {
                FileAttribute<?> ownerOnly =
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Files.createFile(file, ownerOnly);
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is not a regular file, or a link to nowhere", e);
            }
        }
    }

    /** Creates a folder for its owner alone, if there is none; an existing one is left as it is. */
    public static void createFolderPrivately(Path folder) throws IOException {
        try {
            if (isPosix(folder)) {
                FileAttribute<?> ownerOnly =
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                Files.createDirectory(folder, ownerOnly);
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + " is not a folder, or a link to nowhere", e);
            }
        }
    }

    /** Makes names created, changed and deleted in a directory durable. Does nothing where the system has no such call. */
    public static void sync(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
