/** Why something could not be brought about, as events and states remember it. */
@NullMarked
package io.netledger.network.failure;

import org.jspecify.annotations.NullMarked;
