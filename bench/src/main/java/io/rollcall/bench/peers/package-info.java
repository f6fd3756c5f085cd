/** Models of ways in which other collectors read an API, for comparison. They are models of algorithms, not products. */
package io.rollcall.bench.peers;
