/** Where events go, one package per sink, and the catalogue of them. */
package io.rollcall.sinks;
