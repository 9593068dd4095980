/**
 * Published ports as users write and read them: Docker's notation.
 *
 * <p>Read {@link io.netledger.cli.port.Publications} first.
 */
@NullMarked
package io.netledger.cli.port;

import org.jspecify.annotations.NullMarked;
