/** The sides of a roll call, and what becomes of its result. */
package io.rollcall.app.audit;
