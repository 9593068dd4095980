package io.netledger.agent.driver;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.Sharing.AddDummy;
import io.netledger.agent.plan.Sharing.AddVlan;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The links of the host that the interfaces of macvlan and ipvlan networks sit on. */
final class Parents {

  private Parents() {}

  /** The parent's name; of a network without one, {@code dm-} and 12 digits, as in Docker. */
  static String nameOf(NetworkSpec network, Optional<Parent> given) {
    return given.map(Parent::name).orElseGet(() -> "dm-" + network.id().substring(0, 12));
  }

  /** What must be there before the first child. A link that is nobody's VLAN is the host's own. */
  static List<Change> changes(NetworkSpec network, Optional<Parent> given) {
    if (given.isEmpty()) {
      return List.of(new AddDummy(nameOf(network, given), network.owner().mark()));
    }
    Parent parent = given.get();
    return parent.vlan().<Change>map(vlan -> new AddVlan(parent.name(), vlan)).stream().toList();
  }

  /** The address and no other. */
  static Cidr alone(IpAddress address) {
    return new Cidr(address, address.bits());
  }

  /** All addresses of a family. */
  static Cidr everything(boolean v4) {
    return new Cidr(IpAddress.of(v4, BigInteger.ZERO), 0);
  }
}
