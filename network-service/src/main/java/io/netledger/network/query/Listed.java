package io.netledger.network.query;

import java.util.List;

/**
 * Part of a list.
 *
 * @param revision that all pages of the list reflect
 * @param rows the oldest first
 * @param nextToken of the next page; empty on the last
 */
public record Listed<T>(long revision, List<T> rows, String nextToken) {}
