/** Architecture rules, conservation and crash tests; the parts that more than one of them need. */
package io.rollcall.verify;
