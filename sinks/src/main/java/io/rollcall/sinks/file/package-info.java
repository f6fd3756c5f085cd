/** The sink that writes rotating NDJSON files. */
package io.rollcall.sinks.file;
