/**
 * How a log proves that it is as it was written: the chain over its events, the Merkle tree over
 * the chain, signed checkpoints of the tree, and what anyone needs to check them without a service.
 *
 * <p>Read {@link io.netledger.proof.EventHash} first, then {@link io.netledger.proof.MerkleTree}.
 */
@NullMarked
package io.netledger.proof;

import org.jspecify.annotations.NullMarked;
