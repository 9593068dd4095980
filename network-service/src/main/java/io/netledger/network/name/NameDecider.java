package io.netledger.network.name;

import io.netledger.eventstore.Decider;
import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.NameEvent.NameClaimed;
import io.netledger.network.name.NameEvent.NameFreed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/** The rule of names: one name, one thing. */
public final class NameDecider implements Decider<Names, NameCommand, NameEvent> {

  private final String noun;

  /**
   * The rule for one kind of thing.
   *
   * @param noun what bears the names, for refusals: "network"
   */
  public NameDecider(String noun) {
    this.noun = noun;
  }

  @Override
  public Names initial() {
    return Names.NONE;
  }

  @Override
  public List<NameEvent> decide(Names names, NameCommand command) {
    return switch (command) {
      case ClaimName(var name, var id) -> claim(names, name, id);
      case FreeName(var name, var id) when names.idOf(name).equals(Optional.of(id)) ->
          List.of(new NameFreed(name, id));
      case FreeName _ -> List.of();
    };
  }

  private List<NameEvent> claim(Names names, String name, String id) {
    Optional<String> holder = names.idOf(name);
    if (holder.isEmpty()) {
      return List.of(new NameClaimed(name, id));
    }
    if (holder.get().equals(id)) {
      return List.of();
    }
    throw new Rejection(
        Reason.NAME_TAKEN,
        "%s with name %s already exists (id %.12s)".formatted(noun, name, holder.get()));
  }

  @Override
  public Names evolve(Names names, NameEvent event) {
    return switch (event) {
      case NameClaimed(var name, var id) -> names.with(name, id);
      case NameFreed(var name, var id) -> names.without(name, id);
    };
  }
}
