/**
 * What {@code nft} can do, as far as the agent needs it: tables, chains, rules, sets and maps,
 * changed in atomic batches.
 *
 * <p>Read {@link io.netledger.agent.netlink.nft.NftSocket} first, then {@link
 * io.netledger.agent.netlink.nft.NftBatch} for what can be changed and {@link
 * io.netledger.agent.netlink.nft.Rule} for what a rule can say.
 */
@NullMarked
package io.netledger.agent.netlink.nft;

import org.jspecify.annotations.NullMarked;
