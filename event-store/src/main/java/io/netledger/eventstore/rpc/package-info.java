/**
 * The ledger on the wire, the same in every service: how a call that changes something reaches the
 * streams, and how what happened is read back.
 *
 * <p>Read {@link io.netledger.eventstore.rpc.Intake} first. This is the only package of the module
 * that knows the contract.
 */
@NullMarked
package io.netledger.eventstore.rpc;

import org.jspecify.annotations.NullMarked;
