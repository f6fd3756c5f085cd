/**
 * Typed options. A reader method asks a {@link io.rollcall.options.Section} for each of its keys, with type, default and a
 * sentence of documentation; run over a YAML document it yields the values and every mistake at once, with line and column;
 * run over a describing section the same method yields the reference documentation and the JSON schema.
 */
package io.rollcall.options;
