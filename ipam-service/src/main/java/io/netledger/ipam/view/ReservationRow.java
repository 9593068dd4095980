package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import java.time.Instant;

/**
 * An address that was reserved at a revision.
 *
 * @param sandbox name of the sandbox that it was kept for; empty: nobody
 * @param holder who held it then; empty: nobody
 * @param reason as given, or empty
 */
public record ReservationRow(
    IpAddress address, String sandbox, String holder, Instant reservedAt, String reason) {}
