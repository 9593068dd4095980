/** What the event store promises, told to a real PostgreSQL. */
@NullMarked
package io.netledger.eventstore;

import org.jspecify.annotations.NullMarked;
