/** Notices: what the security team must know about the collection itself, in the same feed as the events. */
package io.rollcall.engine.notice;
