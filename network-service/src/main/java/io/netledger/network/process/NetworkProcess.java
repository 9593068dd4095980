package io.netledger.network.process;

import io.netledger.network.network.Network;
import io.netledger.network.network.Network.Absent;
import io.netledger.network.network.Network.Failed;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.Network.Removed;
import io.netledger.network.network.Network.Removing;
import io.netledger.network.network.Network.Requested;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.process.Step.CloseOwnedPools;
import io.netledger.network.process.Step.ClosePools;
import io.netledger.network.process.Step.OpenPools;
import java.util.Optional;

/** Making and removing a network as one table. */
public final class NetworkProcess {

  private NetworkProcess() {}

  public static Optional<Step> next(String id, Network network) {
    return switch (network) {
      case Requested(var settings) -> Optional.of(new OpenPools(id, settings.wantedPools()));
      case Failed _ -> Optional.of(new CloseOwnedPools(id));
      case Removing(_, var pools, var members) when members.isEmpty() ->
          Optional.of(new ClosePools(id, pools.stream().map(NetworkPool::id).toList()));
      case Absent _, Ready _, Removing _, Removed _ -> Optional.empty();
    };
  }
}
