/** Tests of what scale computes by itself; its run is its own proof. */
@NullMarked
package io.netledger.deploy.local.scale;

import org.jspecify.annotations.NullMarked;
