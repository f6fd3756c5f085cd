/** Reading a stream as its definition says: requests, answers, pages, records, continuations. */
package io.rollcall.sources.read;
