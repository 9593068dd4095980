/**
 * What follows from events by itself: addresses are allocated and released, pools opened and
 * closed.
 *
 * <p>Read {@link io.netledger.network.process.ConnectProcess} first: it is a table from states to
 * next steps. {@link io.netledger.network.process.Processes} carries the steps out. Nothing is
 * stored here: the log is the to-do list.
 */
@NullMarked
package io.netledger.network.process;

import org.jspecify.annotations.NullMarked;
