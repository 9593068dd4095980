/**
 * Names: what each sandbox's name server at 127.0.0.11 answers, and the one server that does so for
 * all sandboxes of the host.
 *
 * <p>Read {@link io.netledger.agent.names.Resolver} first, then {@link
 * io.netledger.agent.names.NameServer}.
 */
@NullMarked
package io.netledger.agent.names;

import org.jspecify.annotations.NullMarked;
