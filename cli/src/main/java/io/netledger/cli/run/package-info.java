/**
 * {@code netledger run} and {@code netledger exec}: commands inside sandboxes. Read {@link
 * io.netledger.cli.run.Run} first, then {@link io.netledger.cli.run.Entry}, which knows how a
 * namespace is entered.
 */
@NullMarked
package io.netledger.cli.run;

import org.jspecify.annotations.NullMarked;
