/** What measurements have in common: the machine they are made on, and folders. */
package io.rollcall.bench.report;
