package io.netledger.deploy.local.chaos;

import java.util.List;

/**
 * How much chaos is wanted.
 *
 * @param victims in this order
 * @param kills of each victim
 * @param operations connects and disconnects of the loop that each victim is killed in
 * @param seed of all that is random
 */
public record Plan(List<Victim> victims, int kills, int operations, long seed) {}
