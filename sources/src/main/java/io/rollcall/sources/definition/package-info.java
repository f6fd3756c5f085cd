/**
 * The definition language: one YAML file describes one vendor API as plain data. What a definition says is parsed and checked
 * when it is loaded; nothing in it runs.
 */
package io.rollcall.sources.definition;
