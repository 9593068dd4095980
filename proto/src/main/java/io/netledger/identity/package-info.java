/**
 * Who somebody is by a certificate, and what a process needs to show its own.
 *
 * <p>Read {@link io.netledger.identity.Identity} first, then {@link
 * io.netledger.identity.Credentials}.
 */
@NullMarked
package io.netledger.identity;

import org.jspecify.annotations.NullMarked;
