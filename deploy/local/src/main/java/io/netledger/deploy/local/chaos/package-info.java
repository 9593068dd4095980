/**
 * Kills processes with -9 while a client connects and disconnects, starts them again, and asks the
 * kernel, the views, the leases and the logs whether they agree.
 *
 * <p>Read {@link io.netledger.deploy.local.chaos.Chaos} first, then {@link
 * io.netledger.deploy.local.chaos.Agreement}, the list of what must hold.
 */
@NullMarked
package io.netledger.deploy.local.chaos;

import org.jspecify.annotations.NullMarked;
