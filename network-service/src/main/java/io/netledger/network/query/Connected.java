package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import java.util.List;

/** A network or sandbox with its endpoints, the oldest first. */
public record Connected<T>(T row, List<EndpointRow> endpoints) {}
