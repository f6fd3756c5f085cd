/** Where and under what load a measurement was made. */
package io.rollcall.bench.report;
