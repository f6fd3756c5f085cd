/** The real program against a real receiver, both killed again and again. */
package io.rollcall.verify.crash;
