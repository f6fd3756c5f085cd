/** How long the roll call of many events takes, against {@code sort | comm} on their ids; and whom it finds to lose what. */
package io.rollcall.bench.audit;
