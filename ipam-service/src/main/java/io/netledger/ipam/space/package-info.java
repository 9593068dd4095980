/**
 * A space: the subnets that its pools have taken, none overlapping another.
 *
 * <p>Read {@link io.netledger.ipam.space.SpaceDecider} first.
 */
@NullMarked
package io.netledger.ipam.space;

import org.jspecify.annotations.NullMarked;
