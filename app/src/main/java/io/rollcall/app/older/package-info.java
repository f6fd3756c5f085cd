/** Older time, read once more or for the first time, beside a collector that may be running. */
package io.rollcall.app.older;
