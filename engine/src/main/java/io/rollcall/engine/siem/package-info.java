/** The port to SIEMs that are asked what they hold. */
package io.rollcall.engine.siem;
