package io.rollcall.sources.read;

import okhttp3.HttpUrl;

/** What leads to the next page. */
sealed interface Onward {

    /** Its address. */
    record Link(HttpUrl url) implements Onward {}

    /** A name of the following request's templates, and what it stands for. */
    record Named(String name, Names.Value value) implements Onward {}

    /** How it is kept between polls. */
    default String kept() {
        if (this instanceof Link link) {
            HttpUrl url = link.url();
            return url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
        }
        return ((Named) this).value().json();
    }

    /** What was kept, under the name it goes by; the empty name is for links. */
    static Onward of(String kept, String name, HttpUrl base) {
        HttpUrl url = name.isEmpty() ? base.resolve(kept) : null;
        return url == null ? new Named(name, Values.parsed(kept)) : new Link(url);
    }
}
