/** Receivers that know what they were sent. */
package io.rollcall.bench.receive;
