/**
 * Ledgers in files: a line an event, which anyone can read and check without a service.
 *
 * <p>Read {@link io.netledger.cli.archive.CloudEvents} first.
 */
@NullMarked
package io.netledger.cli.archive;

import org.jspecify.annotations.NullMarked;
