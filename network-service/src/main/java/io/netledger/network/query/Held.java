package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import java.util.Optional;

/**
 * An endpoint that has, or had, something.
 *
 * @param endpoint as it last was
 * @param from the revision that gave it
 * @param to the revision that took it; empty: the endpoint has it still
 */
public record Held(EndpointRow endpoint, long from, Optional<Long> to) {}
