/**
 * One service: one name and one address for many sandboxes of a network.
 *
 * <p>Read {@link io.netledger.network.service.ServiceDecider} first.
 */
@NullMarked
package io.netledger.network.service;

import org.jspecify.annotations.NullMarked;
