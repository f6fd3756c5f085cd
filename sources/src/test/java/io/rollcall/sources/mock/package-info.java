/** A scripted API for tests: a request out of order or with a wrong parameter fails. */
package io.rollcall.sources.mock;
