/** How fast pages become deliveries, beside what other programs do with the same pages. */
package io.rollcall.bench.speed;
