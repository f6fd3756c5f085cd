/** What the configuration says. */
package io.rollcall.app.config;
