package io.rollcall.app.files;

import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.file.FileTrouble;
import io.rollcall.sinks.file.SmallFile;
import io.rollcall.sinks.spool.Backlog;
import io.rollcall.sinks.spool.SpoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the spool is that a ledger's events went into, in a file beside the ledger. The ledger takes what is in the spool for delivered, so a
 * configuration that names another spool or none must not leave anything behind in it.
 */
public final class SpoolTrace {

    private final Path file;

    /** @param file where it is noted */
    public SpoolTrace(Path file) {
        this.file = file;
    }

    /**
     * Makes sure that nothing is left behind, and notes which spool is used from now on.
     *
     * @param spool empty for none
     * @throws SinkUnreachable if sinks lack something of another spool
     */
    public void follow(Optional<SpoolOptions> spool) throws SinkUnreachable {
        Optional<Path> now =
                spool.map(options -> options.path().toAbsolutePath().normalize());
        try {
            Optional<Path> before = Files.exists(file)
                    ? Optional.of(Path.of(Files.readString(file).strip()))
                    : Optional.empty();
            if (before.isPresent() && !before.equals(now)) {
                requireEmpty(before.get());
            }
            if (now.isEmpty()) {
                Files.deleteIfExists(file);
            } else if (!now.equals(before)) {
                SmallFile.replace(file, now.get() + "\n");
            }
        } catch (IOException e) {
            throw new SinkUnreachable(FileTrouble.of("cannot tell which spool was used before", file, e), e);
        }
    }

    private void requireEmpty(Path path) throws IOException, SinkUnreachable {
        List<Backlog> owed =
                Backlog.in(path).stream().filter(backlog -> backlog.bytes() > 0).toList();
        if (!owed.isEmpty()) {
            throw new SinkUnreachable("The spool in " + path + " still holds "
                    + owed.stream()
                            .map(backlog -> backlog.bytes() + " bytes for the sink '" + backlog.sink() + "'")
                            .collect(Collectors.joining(", "))
                    + ", but the configuration no longer uses it. Put 'sinks' and 'spool' back until they have them; or, to give"
                    + " them up, delete " + file);
        }
    }
}
