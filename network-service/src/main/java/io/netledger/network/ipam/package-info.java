/** What ipam-service does for networks and endpoints. */
@NullMarked
package io.netledger.network.ipam;

import org.jspecify.annotations.NullMarked;
