package io.netledger.deploy.local.bench;

import io.netledger.eventstore.Decider;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.eventstore.StreamKind;
import java.nio.ByteBuffer;
import java.util.List;

/** The smallest domain there is: a sum that grows. Its events are 8 bytes. */
final class Tally implements Decider<Long, Long, Long>, EventCodec<Long> {

  static final StreamKind<Long, Long, Long> TALLIES =
      new StreamKind<>("tally", new Tally(), new Tally());

  private Tally() {}

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public List<Long> decide(Long sum, Long amount) {
    return List.of(amount);
  }

  @Override
  public Long evolve(Long sum, Long amount) {
    return sum + amount;
  }

  @Override
  public Payload encode(Long amount) {
    return new Payload("bench.Counted", ByteBuffer.allocate(Long.BYTES).putLong(amount).array());
  }

  @Override
  public Long decode(Payload payload) {
    return ByteBuffer.wrap(payload.bytes()).getLong();
  }
}
