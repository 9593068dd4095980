package io.netledger.network.plan;

import java.util.List;

/**
 * What a host has brought about when it stands at a revision, as far as the log does not know it
 * yet.
 *
 * @param attached endpoints whose spec came at or before it
 * @param detached endpoints that left at or before it
 * @param ready sandboxes whose spec came at or before it
 * @param removed sandboxes that went at or before it
 */
public record Due(List<Item> attached, List<Item> detached, List<Item> ready, List<Item> removed) {

  /**
   * One thing that the log waits for.
   *
   * @param id of the endpoint or sandbox
   * @param revision of the event that the host has answered
   * @param correlation of that event
   */
  public record Item(String id, long revision, String correlation) {}
}
