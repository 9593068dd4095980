package io.netledger.eventstore;

import io.netledger.eventstore.Account.Command;
import io.netledger.eventstore.Account.Event;
import java.nio.ByteBuffer;
import java.util.List;

/** The smallest domain that can refuse: an account that is never overdrawn. */
final class Account implements Decider<Long, Command, Event>, EventCodec<Event> {

  /** Has money in it. */
  static final StreamKind<Long, Command, Event> ACCOUNTS = kind("account");

  /** The same rules in another category. */
  static final StreamKind<Long, Command, Event> SAVINGS = kind("savings");

  private static StreamKind<Long, Command, Event> kind(String category) {
    Account account = new Account();
    return new StreamKind<>(category, account, account);
  }

  /** A payment in, or a withdrawal if negative. Zero is "already so". */
  record Command(long amount) {}

  record Event(long amount) {}

  /** Thrown for a withdrawal of more than there is. */
  static final class Overdrawn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overdrawn(long balance, long amount) {
      super(amount + " of " + balance);
    }
  }

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public List<Event> decide(Long balance, Command command) {
    if (command.amount() == 0) {
      return List.of();
    }
    if (balance + command.amount() < 0) {
      throw new Overdrawn(balance, command.amount());
    }
    return List.of(new Event(command.amount()));
  }

  @Override
  public Long evolve(Long balance, Event event) {
    return balance + event.amount();
  }

  @Override
  public Payload encode(Event event) {
    return new Payload("test.Paid", ByteBuffer.allocate(8).putLong(event.amount()).array());
  }

  @Override
  public Event decode(Payload payload) {
    return new Event(ByteBuffer.wrap(payload.bytes()).getLong());
  }
}
