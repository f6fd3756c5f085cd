/** The comparison itself: marks of two sides, kept on disk by parts of the key space, and what they say about each other. */
package io.rollcall.audit.roll;
