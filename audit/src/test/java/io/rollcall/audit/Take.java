package io.rollcall.audit;

import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A roll call in a folder of its own. */
final class Take {

    private final Path folder;
    private SideOptions truthOptions = SideOptions.NONE;
    private SideOptions copyOptions = SideOptions.NONE;
    private Period period = Period.ALL;
    private List<String> only = List.of();

    Take(Path folder) {
        this.folder = folder;
    }

    Take with(SideOptions both) {
        return with(both, both);
    }

    Take with(SideOptions truth, SideOptions copy) {
        truthOptions = truth;
        copyOptions = copy;
        return this;
    }

    Take during(Period stretch) {
        period = stretch;
        return this;
    }

    Take only(String... names) {
        only = List.of(names);
        return this;
    }

    Report of(String truth, String copy) throws Unreadable, IOException, InterruptedException {
        return of(truth.getBytes(StandardCharsets.UTF_8), copy.getBytes(StandardCharsets.UTF_8));
    }

    Report of(byte[] truth, byte[] copy) throws Unreadable, IOException, InterruptedException {
        return of(Files.write(folder.resolve("truth"), truth), Files.write(folder.resolve("copy"), copy));
    }

    Report of(Path truth, Path copy) throws Unreadable, IOException, InterruptedException {
        return new Audit(new RollCall(period, 50, only, false), folder, Progress.NONE)
                .of(FileSide.of(truth, truthOptions), FileSide.of(copy, copyOptions));
    }
}
