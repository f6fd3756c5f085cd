/** A roll call's report, for programs and for people. */
package io.rollcall.audit.report;
