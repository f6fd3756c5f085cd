/** What every shipped definition must stand, made of its own fixtures. */
package io.rollcall.sources.contract;
