/**
 * All of Netledger on one machine: a PostgreSQL, the services, and simulated hosts with an agent
 * each.
 *
 * <p>Read {@link io.netledger.deploy.local.Machine} first, then {@link
 * io.netledger.deploy.local.Programs}, the table of what is started how.
 */
@NullMarked
package io.netledger.deploy.local;

import org.jspecify.annotations.NullMarked;
