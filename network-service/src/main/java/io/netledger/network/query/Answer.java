package io.netledger.network.query;

/** What was so at {@code revision}. */
public record Answer<T>(long revision, T value) {}
