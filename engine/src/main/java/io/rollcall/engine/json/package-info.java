/** JSON read in place: values by their place in the bytes, without building anything. */
package io.rollcall.engine.json;
