/** Three collectors that read the same made-up sign-ins. */
package io.rollcall.app.demo;
