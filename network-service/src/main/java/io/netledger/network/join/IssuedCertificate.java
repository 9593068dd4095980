package io.netledger.network.join;

import java.time.Instant;

/**
 * A certificate that was given out.
 *
 * @param publicKey SHA-256 of its holder's public key, hexadecimal
 * @param serial its serial number, hexadecimal
 */
public record IssuedCertificate(String publicKey, String serial, Instant expires) {}
