/** What goes along beside a record, where a sink's protocol has room. */
@NullMarked
package io.rollcall.sinks.field;

import org.jspecify.annotations.NullMarked;
