/** Tests of what the bench computes and speaks by itself; its measurements are their own proof. */
@NullMarked
package io.netledger.deploy.local.bench;

import org.jspecify.annotations.NullMarked;
