/**
 * Who looks from outside while a deployment is played with: {@code ip}, {@code nft} and {@code
 * ping}, and what /proc says. None of it knows our own code.
 */
@NullMarked
package io.netledger.deploy.local.witness;

import org.jspecify.annotations.NullMarked;
