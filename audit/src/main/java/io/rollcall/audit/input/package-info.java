/** Files of records as people export them: what they are, and one record after the other as JSON. */
package io.rollcall.audit.input;
