/** What records are, wherever they come from: out of their wrappings, with their id, time and content. */
package io.rollcall.audit.layout;
