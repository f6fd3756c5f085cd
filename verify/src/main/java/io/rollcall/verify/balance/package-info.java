/** The comparison of what a receiver has with what really happened. */
package io.rollcall.verify.balance;
