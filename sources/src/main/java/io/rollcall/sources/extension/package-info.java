/**
 * Java for what no construct of the definition language can say. An extension sees each request of a definition that names it, and
 * each answer; it uses nothing but the JDK and the types here. See {@code docs/extensions.md}.
 */
package io.rollcall.sources.extension;
