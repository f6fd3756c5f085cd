/** What authors of definitions use: a new one, its fixtures, and a trial of it. */
package io.rollcall.app.trial;
