/**
 * Network namespaces: making, finding and deleting them, and doing things inside them without
 * staying there.
 *
 * <p>Read {@link io.netledger.agent.netns.NetworkNamespace} first.
 */
@NullMarked
package io.netledger.agent.netns;

import org.jspecify.annotations.NullMarked;
