package io.netledger.network.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Things the log waits for a host's word about, by the revision that the word must reach. */
final class Waiting {

  private final TreeMap<Long, Due.Item> byRevision = new TreeMap<>();
  private final Map<String, Long> revisions = new HashMap<>();

  void add(String id, long revision, String correlation) {
    remove(id);
    byRevision.put(revision, new Due.Item(id, revision, correlation));
    revisions.put(id, revision);
  }

  void remove(String id) {
    Long revision = revisions.remove(id);
    if (revision != null) {
      byRevision.remove(revision);
    }
  }

  List<Due.Item> until(long revision) {
    return List.copyOf(byRevision.headMap(revision, true).values());
  }

  /** The lowest revision that is waited for; the highest number if nothing is. */
  long first() {
    return byRevision.isEmpty() ? Long.MAX_VALUE : byRevision.firstKey();
  }
}
