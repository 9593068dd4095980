/**
 * The command {@code netledger}, with Docker's grammar: a noun, a verb, options. A package for each
 * noun, a class for each command. Read {@link io.netledger.cli.Netledger} first, then {@link
 * io.netledger.cli.session.Session}.
 */
@NullMarked
package io.netledger.cli;

import org.jspecify.annotations.NullMarked;
