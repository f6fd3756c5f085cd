package io.rollcall.app;

import io.rollcall.app.text.Version;
import picocli.CommandLine.Command;

/** {@code rollcall}: the names of the commands there are. */
@Command(
        name = "rollcall",
        description = "Collects audit and sign-in logs from cloud APIs: every event, once.",
        mixinStandardHelpOptions = true,
        version = "rollcall " + Version.NUMBER,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            ConfigCommand.class,
            BackfillCommand.class,
            ResendCommand.class,
            DeadLettersCommand.class,
            PlanCommand.class,
            CertificateCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            SimulateCommand.class,
            SourcesCommand.class,
            SinksCommand.class,
            StateCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something is wrong with what was looked at (a damaged ledger, an incomplete run)",
            "2:a mistake in the command or the configuration",
            "3:a file, the ledger or the receiver cannot be used",
            "70:a bug"
        })
final class RollcallCommand {}
