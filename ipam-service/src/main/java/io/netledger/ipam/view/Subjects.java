package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.ipam.work.PoolWork;
import java.util.List;

/** What events are about, in the words of filters of the history. */
public final class Subjects {

  /** Keys of such filters; those of the rarest things first. */
  public static final List<String> KEYS = List.of("holder", "address", "pool");

  private final Mentions.Batch mentions = new Mentions.Batch();

  private Subjects() {}

  /** How a thing is spelled; of a refused request, what it named. */
  public static String thing(String kind, String word) {
    return kind + "/" + word;
  }

  static Mentions.Batch of(Iterable<Recorded> batch) {
    Subjects subjects = new Subjects();
    batch.forEach(subjects::note);
    return subjects.mentions;
  }

  private void note(Recorded event) {
    mentions.note(event);
    String category = event.stream().category();
    if (category.equals(PoolWork.POOL.category())) {
      about("pool", event.stream().id(), event);
      noteOfPool(event);
    } else if (category.equals(Requests.KIND.category())) {
      noteOfRequest(event);
    }
  }

  private void noteOfPool(Recorded event) {
    switch (PoolWork.POOL.codec().decode(event.payload())) {
      case AddressAllocated(var address, var holder, _) -> lease(address, holder, event);
      case AddressReleased(var address, var holder) -> lease(address, holder, event);
      case AddressReserved(var address, _) -> about("address", address.toString(), event);
      case AddressUnreserved(var address) -> about("address", address.toString(), event);
      case PoolOpened _, PoolWidened _, PoolClosed _ -> {
        // about the pool alone
      }
    }
  }

  private void lease(IpAddress address, String holder, Recorded event) {
    about("address", address.toString(), event);
    about("holder", holder, event);
  }

  private void noteOfRequest(Recorded event) {
    switch (Requests.KIND.codec().decode(event.payload())) {
      case RequestFact.RequestUnneeded(_, var pool) -> about("pool", pool, event);
      case RequestFact.RequestRefused refused ->
          refused
              .asked()
              .forEach(
                  (field, word) -> about(field.equals("pool_id") ? "pool" : field, word, event));
    }
  }

  private void about(String kind, String word, Recorded event) {
    if (!word.isEmpty()) {
      mentions.about(thing(kind, word), event.revision());
    }
  }
}
