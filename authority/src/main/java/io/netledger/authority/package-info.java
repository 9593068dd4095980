/**
 * Who signs certificates, and what it signs.
 *
 * <p>Read {@link io.netledger.authority.CertificateAuthority} first. Only this package knows Bouncy
 * Castle; reading certificates and speaking TLS is the JDK's, in {@link io.netledger.identity}.
 */
@NullMarked
package io.netledger.authority;

import org.jspecify.annotations.NullMarked;
