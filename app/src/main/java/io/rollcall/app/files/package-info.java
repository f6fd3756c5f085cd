/** What is kept in files beside the ledger: dead letters, refresh tokens, and where the spool was. */
package io.rollcall.app.files;
