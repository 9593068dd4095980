/**
 * Which pools are open and who holds what, at every revision, as tables to read from.
 *
 * <p>Read {@link io.netledger.ipam.view.Holdings} first; {@link
 * io.netledger.ipam.view.HoldingsReader} asks it.
 */
@NullMarked
package io.netledger.ipam.view;

import org.jspecify.annotations.NullMarked;
