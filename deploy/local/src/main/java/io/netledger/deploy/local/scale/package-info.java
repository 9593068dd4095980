/**
 * A thousand sandboxes on one host: whether all are reachable, whether the agent may be killed
 * among them, and how long it takes to be rid of them.
 *
 * <p>Read {@link io.netledger.deploy.local.scale.Scale} first.
 */
@NullMarked
package io.netledger.deploy.local.scale;

import org.jspecify.annotations.NullMarked;
