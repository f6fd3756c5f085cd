package io.rollcall.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@link Tree}s. */
final class TreeReader {

    /** Number literals of JSON (RFC 8259); YAML knows more. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private TreeReader() {}

    /** The tree at a node of a document. */
    static Tree of(Node node, String path, Findings findings) {
        if (node instanceof MappingNode mapping) {
            Map<String, Tree> members = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    members.put(key.getValue(), of(tuple.getValueNode(), path + "." + key.getValue(), findings));
                } else {
                    findings.problem(tuple.getKeyNode(), path, "has a key that is not a plain word");
                }
            }
            return new Tree.Members(members);
        }
        if (node instanceof SequenceNode sequence) {
            List<Tree> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(of(element, path + "[" + elements.size() + "]", findings));
            }
            return new Tree.Elements(elements);
        }
        String value = ((ScalarNode) node).getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return new Tree.Literal("null");
        }
        boolean isLiteral = node.getTag().equals(Tag.BOOL)
                || (!node.getTag().equals(Tag.STR) && NUMBER.matcher(value).matches());
        return isLiteral
                ? new Tree.Literal(value.toLowerCase(java.util.Locale.ROOT))
                : new Tree.Text(value, message -> findings.problem(node, path, message));
    }
}
