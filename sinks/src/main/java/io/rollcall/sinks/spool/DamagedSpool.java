package io.rollcall.sinks.spool;

import java.io.IOException;
import java.nio.file.Path;

/** A place of the spool that can no longer be read. */
final class DamagedSpool extends IOException {

    private static final long serialVersionUID = 1;

    DamagedSpool(Path file, long offset, String what) {
        super("the spool's file " + file + " " + what + " (at byte " + offset
                + "). Check the disk. To give up what follows in this file, move the file away; 'rollcall resend' can then"
                + " fetch the period again");
    }
}
