package io.netledger.deploy.local.scale;

/**
 * How much is wanted.
 *
 * @param sandboxes how many, at least 2
 * @param callers how many of them are made, and removed, at a time
 * @param strict whether a missed target fails the run
 */
public record Plan(int sandboxes, int callers, boolean strict) {}
