/**
 * What every command works with: the caller's terminal, the options that all commands have, the
 * lines to the services, and how a refusal is said. Read {@link io.netledger.cli.session.Session}
 * first.
 */
@NullMarked
package io.netledger.cli.session;

import org.jspecify.annotations.NullMarked;
