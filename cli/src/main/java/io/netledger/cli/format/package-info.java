/**
 * How answers look: values, JSON, tables, and the part of Go's template language that Docker's
 * {@code --format} shows. Knows neither networks nor the wire. Read {@link
 * io.netledger.cli.format.Value} first, then {@link io.netledger.cli.format.Listing}.
 */
@NullMarked
package io.netledger.cli.format;

import org.jspecify.annotations.NullMarked;
