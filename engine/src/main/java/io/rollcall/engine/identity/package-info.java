/**
 * Identity: what makes two records the same event, and two copies of an event the same content. Keys are cryptographic, since
 * an intruder may choose what an event says; checksums only tell revisions of one event apart.
 */
package io.rollcall.engine.identity;
