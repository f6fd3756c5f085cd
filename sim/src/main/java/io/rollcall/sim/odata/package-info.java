/** What the reporting APIs share: filters, query options, page links and listings. */
@NullMarked
package io.rollcall.sim.odata;

import org.jspecify.annotations.NullMarked;
