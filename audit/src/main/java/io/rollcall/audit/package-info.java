/**
 * The roll call: two sides that should hold the same events, a truth and a copy, compared event by event. What is missing is named.
 */
package io.rollcall.audit;
