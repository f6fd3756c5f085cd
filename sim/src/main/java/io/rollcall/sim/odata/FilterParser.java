package io.rollcall.sim.odata;

import java.util.Optional;

/**
 * Recursive-descent parser of filters:
 *
 * <pre>
 * or        = and *( "or" and )
 * and       = primary *( "and" primary )
 * primary   = "(" or ")" | any | function | condition
 * any       = path "/any" "(" name ":" or ")"
 * function  = ( "startsWith" | "contains" ) "(" path "," text ")"
 * condition = path ( "eq" | "ne" | "ge" | "gt" | "le" | "lt" ) literal
 * </pre>
 */
final class FilterParser {
    private static final String ANY = "/any";

    private final FilterTokens tokens;

    private FilterParser(FilterTokens tokens) {
        this.tokens = tokens;
    }

    /** Filter of a text. @throws QueryRefused if the text is none */
    static Filter parse(String text) {
        FilterParser parser = new FilterParser(new FilterTokens(text));
        Filter filter = parser.or();
        if (!parser.tokens.atEnd()) {
            throw QueryRefused.invalidFilter();
        }
        return filter;
    }

    private Filter or() {
        Filter left = and();
        while (tokens.skip("or")) {
            left = new Filter.Or(left, and());
        }
        return left;
    }

    private Filter and() {
        Filter left = primary();
        while (tokens.skip("and")) {
            left = new Filter.And(left, primary());
        }
        return left;
    }

    private Filter primary() {
        if (tokens.skip("(")) {
            Filter inner = or();
            tokens.expect(")");
            return inner;
        }
        String word = tokens.read();
        if (word.endsWith(ANY) && tokens.skip("(")) {
            return any(word.substring(0, word.length() - ANY.length()));
        }
        Optional<Operator> function = Operator.named(word).filter(Operator::isFunction);
        return function.isPresent() && tokens.skip("(") ? call(function.get()) : condition(word);
    }

    private Filter any(String collection) {
        String variable = tokens.read();
        if (variable.endsWith(":")) {
            variable = variable.substring(0, variable.length() - 1);
        } else {
            tokens.expect(":");
        }
        Filter inner = or();
        tokens.expect(")");
        return new Filter.Any(collection, variable, inner);
    }

    private Filter call(Operator function) {
        String property = tokens.read();
        tokens.expect(",");
        Literal literal = literal(tokens.read());
        tokens.expect(")");
        return new Filter.Condition(property, function, literal);
    }

    private Filter condition(String property) {
        Operator operator = Operator.named(tokens.read())
                .filter(named -> !named.isFunction())
                .orElseThrow(QueryRefused::invalidFilter);
        return new Filter.Condition(property, operator, literal(tokens.read()));
    }

    private static Literal literal(String token) {
        boolean quoted = token.length() >= 2 && token.startsWith("'");
        return quoted
                ? new Literal(token.substring(1, token.length() - 1).replace("''", "'"), true)
                : new Literal(token, false);
    }
}
