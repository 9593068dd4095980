/**
 * Which sandboxes share the namespace of whoever has a name: one stream for all.
 *
 * <p>Read {@link io.netledger.network.guest.GuestDecider} first; what becomes of guests when a
 * donor comes or goes is said in {@code rules.Hospitality}.
 */
@NullMarked
package io.netledger.network.guest;

import org.jspecify.annotations.NullMarked;
