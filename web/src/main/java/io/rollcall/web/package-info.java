/** What a running collector shows over HTTP, read-only: metrics for Prometheus, whether it lives, whether data flows. */
package io.rollcall.web;
