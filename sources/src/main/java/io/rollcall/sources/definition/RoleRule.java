package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;

/**
 * An application role the access token must or should carry.
 *
 * @param anyOf names of the role and of those that include it; one is enough
 * @param purpose what it is needed for
 * @param isRequired whether nothing works without it
 */
public record RoleRule(List<String> anyOf, String purpose, boolean isRequired) {

    public RoleRule {
        anyOf = List.copyOf(anyOf);
    }

    static RoleRule read(Section section) {
        return new RoleRule(
                section.required(
                        "any_of", Types.TEXTS, "The role, and others that include it.", List.of("AuditLog.Read.All")),
                section.required("for", Types.TEXT, "What it is needed for.", "reading sign-ins"),
                section.optional("required", Types.FLAG, true, "Whether nothing works without it."));
    }
}
