package io.netledger.network.vni;

import io.netledger.eventstore.Decider;
import io.netledger.network.vni.VniCommand.ClaimVni;
import io.netledger.network.vni.VniCommand.FreeVni;
import io.netledger.network.vni.VniEvent.VniClaimed;
import io.netledger.network.vni.VniEvent.VniFreed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rule of VNIs: one number, one network. A number that is chosen is the next free one after the
 * last that was, so that a host which was away and still has a network that is gone does not take
 * another network's packets for its.
 */
public final class VniDecider implements Decider<Vnis, VniCommand, VniEvent> {

  /** Below it are those that people like to choose themselves, as Docker leaves them room too. */
  static final int FIRST = 4_096;

  /** RFC 7348, section 5: 24 bits. */
  public static final int LAST = 16_777_215;

  @Override
  public Vnis initial() {
    return Vnis.NONE;
  }

  @Override
  public List<VniEvent> decide(Vnis vnis, VniCommand command) {
    return switch (command) {
      case ClaimVni claim -> claim(vnis, claim);
      case FreeVni(var network) -> free(vnis, network);
    };
  }

  private static List<VniEvent> claim(Vnis vnis, ClaimVni claim) {
    OptionalInt there = vnis.of(claim.networkId());
    if (there.isPresent()) {
      return same(there.getAsInt(), claim.wanted());
    }
    if (claim.wanted().isEmpty()) {
      return List.of(new VniClaimed(next(vnis), claim.networkId(), true));
    }
    int wanted = claim.wanted().getAsInt();
    Optional<String> holder = vnis.holder(wanted);
    if (holder.isPresent()) {
      throw new Rejection(
          Reason.VNI_IN_USE, "VNI %d belongs to network %s".formatted(wanted, claim.holder()));
    }
    return List.of(new VniClaimed(wanted, claim.networkId(), false));
  }

  private static List<VniEvent> same(int there, OptionalInt wanted) {
    if (wanted.orElse(there) == there) {
      return List.of();
    }
    throw new Rejection(
        Reason.VNI_IN_USE, "the network has VNI %d, not %d".formatted(there, wanted.getAsInt()));
  }

  private static int next(Vnis vnis) {
    int candidate = vnis.lastChosen();
    for (int i = FIRST; i <= LAST; i++) {
      candidate = candidate < FIRST || candidate >= LAST ? FIRST : candidate + 1;
      if (vnis.holder(candidate).isEmpty()) {
        return candidate;
      }
    }
    throw new Rejection(Reason.VNIS_EXHAUSTED, "no VNI of %d to %d is free".formatted(FIRST, LAST));
  }

  private static List<VniEvent> free(Vnis vnis, String networkId) {
    OptionalInt vni = vnis.of(networkId);
    return vni.isPresent() ? List.of(new VniFreed(vni.getAsInt(), networkId)) : List.of();
  }

  @Override
  public Vnis evolve(Vnis vnis, VniEvent event) {
    return switch (event) {
      case VniClaimed(var vni, var network, var chosen) -> vnis.with(vni, network, chosen);
      case VniFreed(var vni, var network) -> vnis.without(vni, network);
    };
  }
}
