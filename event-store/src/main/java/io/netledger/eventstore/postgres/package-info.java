/**
 * Where the log lives: a PostgreSQL server of someone else's, or one that Netledger brings along
 * and runs in a directory.
 *
 * <p>Read {@link io.netledger.eventstore.postgres.DatabaseUrl} first, then {@link
 * io.netledger.eventstore.postgres.EmbeddedPostgres}.
 */
@NullMarked
package io.netledger.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
