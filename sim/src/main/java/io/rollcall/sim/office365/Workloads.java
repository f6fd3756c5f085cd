package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.random.Draws;
import java.util.List;

/** What each workload adds to the common schema. */
final class Workloads {
    private static final List<String> FILES = List.of("plan.xlsx", "Übersicht 2026.docx", "notes.txt", "deck.pptx");
    private static final List<String> MAIL_OPERATIONS = List.of("New-InboxRule", "Set-Mailbox", "Set-TransportRule");
    private static final List<String> FILE_OPERATIONS = List.of("FileDownloaded", "FileModified", "FileAccessed");

    private Workloads() {}

    static void azureActiveDirectory(ObjectNode record, Draws draws, Cast.Person person) {
        boolean logon = draws.chance(0.7);
        boolean success = draws.chance(0.9);
        String operation = success ? "UserLoggedIn" : "UserLoginFailed";
        named(record, "AzureActiveDirectory", logon ? 15 : 8, logon ? operation : "Add member to role.");
        record.put("ObjectId", Cast.resource(draws).id()).put("AzureActiveDirectoryEventType", 1);
        ArrayNode extended = record.putArray("ExtendedProperties");
        pair(extended, "ResultStatusDetail", success ? "Success" : "UserError");
        pair(extended, "UserAgent", Cast.device(draws).userAgent());
        pair(extended, "additionalDetails", "{\"User-Agent\":\"Mozilla/5.0\",\"n\":1}");
        ArrayNode modified = record.putArray("ModifiedProperties");
        if (!logon) {
            modified.addObject()
                    .put("Name", "Role.DisplayName")
                    .put("NewValue", "Reports Reader")
                    .put("OldValue", "");
        }
        ArrayNode actor = record.putArray("Actor");
        actor.addObject().put("ID", person.objectId()).put("Type", 0);
        actor.addObject().put("ID", person.userPrincipalName()).put("Type", 5);
        record.put("ActorContextId", record.path("OrganizationId").asText())
                .put("ActorIpAddress", record.path("ClientIP").asText())
                .put("InterSystemsId", draws.uuid())
                .put("IntraSystemId", draws.uuid())
                .put("SupportTicketId", "");
        record.putArray("Target").addObject().put("ID", draws.uuid()).put("Type", 0);
        record.put("TargetContextId", record.path("OrganizationId").asText())
                .put("ApplicationId", Cast.app(draws).id())
                .put("ErrorNumber", success ? "0" : "50126");
        if (!logon) {
            record.putNull("ClientIP");
        }
    }

    static void exchange(ObjectNode record, Draws draws, Cast.Person person) {
        named(record, "Exchange", 1, draws.pick(MAIL_OPERATIONS));
        String host = "192.0.2." + (1 + draws.below(254));
        record.put("ResultStatus", "True")
                .put("ClientIP", host + ":" + (1024 + draws.below(60_000)))
                .put("ObjectId", "NAMPR01A001\\" + person.displayName() + "\\Forward all")
                .put("ExternalAccess", false)
                .put("OrganizationName", "contoso.example")
                .put("OriginatingServer", "SYNTH01 (15.20.0000.000)");
        ArrayNode parameters = record.putArray("Parameters");
        pair(parameters, "ForwardTo", "x@example.net");
        pair(parameters, "Name", "Weiterleitung \"alles\"");
        record.put("SessionId", draws.uuid());
    }

    static void sharePoint(ObjectNode record, Draws draws) {
        String file = draws.pick(FILES);
        String correlation = draws.uuid();
        named(record, "SharePoint", 6, draws.pick(FILE_OPERATIONS));
        record.remove("ResultStatus");
        record.put("ObjectId", "https://contoso.example/sites/fin/Shared Documents/" + file)
                .put("CorrelationId", correlation)
                .put("EventSource", "SharePoint")
                .put("ItemType", "File")
                .put("ListId", draws.uuid())
                .put("ListItemUniqueId", draws.uuid())
                .put("Site", draws.uuid())
                .put("UserAgent", Cast.device(draws).userAgent())
                .put("SiteUrl", "https://contoso.example/sites/fin/")
                .put("SourceFileExtension", file.substring(file.indexOf('.') + 1))
                .put("SourceFileName", file)
                .put("SourceRelativeUrl", "Shared Documents");
        record.putObject("AppAccessContext")
                .put("AADSessionId", draws.uuid())
                .put("CorrelationId", correlation)
                .put("UniqueTokenId", draws.hex(22));
    }

    static void teams(ObjectNode record, Draws draws) {
        Cast.Person member = Cast.person(draws);
        named(record, "MicrosoftTeams", 25, "MemberAdded");
        record.put("TeamGuid", "19:" + draws.hex(32) + "@thread.tacv2").put("TeamName", "Finance");
        record.putArray("Members")
                .addObject()
                .put("DisplayName", member.displayName())
                .put("Role", 1)
                .put("UPN", member.userPrincipalName());
        record.put("ItemName", "Finance").put("CommunicationType", "Team").put("MessageId", draws.hex(13));
    }

    static void unknown(ObjectNode record, Draws draws) {
        named(record, "BrandNewWorkload", 90_000 + draws.below(10_000), "SomethingNew");
        record.put("UserType", 5).put("UserId", "app@sharepoint").put("Payload", draws.hex(64));
    }

    static void dataLossPrevention(ObjectNode record, Draws draws) {
        named(record, "OneDrive", 11, "DLPRuleMatch");
        record.put("ObjectId", draws.uuid()).put("IncidentId", draws.uuid());
        ObjectNode policy = record.putArray("PolicyDetails")
                .addObject()
                .put("PolicyId", draws.uuid())
                .put("PolicyName", "Card numbers");
        ObjectNode rule = policy.putArray("Rules")
                .addObject()
                .put("RuleId", draws.uuid())
                .put("RuleName", "High volume")
                .put("Severity", "High");
        rule.putArray("Actions").add("NotifyUser");
        ObjectNode match = rule.putObject("ConditionsMatched")
                .putArray("SensitiveInformation")
                .addObject()
                .put("Confidence", 60 + draws.below(40))
                .put("Count", 1 + draws.below(9))
                .put("SensitiveType", "50842eb7-edc8-4019-85dd-5a5c1f2bb085");
        ObjectNode detections = match.putObject("SensitiveInformationDetections");
        detections
                .putArray("DetectedValues")
                .addObject()
                .put("Name", "REDACTED")
                .put("Value", "REDACTED");
        detections.put("ResultsTruncated", false);
        record.put("SensitiveInfoDetectionIsIncluded", true);
    }

    private static void named(ObjectNode record, String workload, int recordType, String operation) {
        record.put("Workload", workload).put("RecordType", recordType).put("Operation", operation);
    }

    private static void pair(ArrayNode pairs, String name, String value) {
        pairs.addObject().put("Name", name).put("Value", value);
    }
}
