package io.netledger.eventstore;

/** An event that a decision would cause. */
public record Proposed(StreamId stream, Payload payload) {}
