/**
 * Why a call is refused: one list of reasons and one exception that carries them.
 *
 * <p>Read {@link io.netledger.refusal.Reason} first. How a refusal travels is in {@link
 * io.netledger.wire.Refusals}.
 */
@NullMarked
package io.netledger.refusal;

import org.jspecify.annotations.NullMarked;
