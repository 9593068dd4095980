/**
 * What the contract's address strings mean: IP addresses, subnets and MAC addresses as values.
 *
 * <p>Read {@link io.netledger.address.Cidr} first.
 */
@NullMarked
package io.netledger.address;

import org.jspecify.annotations.NullMarked;
