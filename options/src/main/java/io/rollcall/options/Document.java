package io.rollcall.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document to be read with a reader method. */
public final class Document {

    private final String origin;
    private final String text;
    private final Variables variables;

    /**
     * @param origin the document's name in messages, usually its path
     * @param text the YAML
     * @param variables what {@code ${…}} references stand for
     */
    public Document(String origin, String text, Variables variables) {
        this.origin = origin;
        this.text = text;
        this.variables = variables;
    }

    /** A document whose references all stay unresolved mistakes. */
    public Document(String origin, String text) {
        this(origin, text, new Variables(Map.of(), java.nio.file.Path.of("")));
    }

    /** What was read, and the doubtful things about it. */
    public record Reading<T>(T value, List<Problem> warnings) {}

    /**
     * Reads the document.
     *
     * @throws InvalidDocument with all mistakes, if there is any
     */
    public <T> Reading<T> read(Function<Section, T> reader) throws InvalidDocument {
        Findings findings = new Findings(origin, variables);
        YamlSection root = new YamlSection(findings, "", rootMapping(findings), true);
        T value = reader.apply(root);
        root.reportUnknownKeys();
        if (!findings.problems().isEmpty()) {
            throw new InvalidDocument(findings.problems());
        }
        return new Reading<>(value, findings.warnings());
    }

    private MappingNode rootMapping(Findings findings) throws InvalidDocument {
        Optional<Node> root = compose();
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            return mapping;
        }
        if (root.isPresent() && !root.get().getTag().equals(Tag.NULL)) {
            findings.problem(root.get(), "", "must be a mapping of keys to values");
            throw new InvalidDocument(findings.problems());
        }
        return new MappingNode(Tag.MAP, new ArrayList<>(), org.snakeyaml.engine.v2.common.FlowStyle.BLOCK);
    }

    private Optional<Node> compose() throws InvalidDocument {
        try {
            return new Compose(LoadSettings.builder().setLabel(origin).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            throw new InvalidDocument(
                    List.of(new Problem(origin, line, column, "", "is not valid YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            throw new InvalidDocument(List.of(new Problem(origin, 1, 1, "", "is not valid YAML: " + e.getMessage())));
        }
    }
}
