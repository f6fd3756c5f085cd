/** HTTP as sources need it: bounded in time and size, through proxies and private authorities, and silent about secrets. */
package io.rollcall.sources.http;
