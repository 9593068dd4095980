/** {@code netledger history}: the ledger. Read {@link io.netledger.cli.history.History} first. */
@NullMarked
package io.netledger.cli.history;

import org.jspecify.annotations.NullMarked;
