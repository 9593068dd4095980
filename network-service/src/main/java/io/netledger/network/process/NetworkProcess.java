package io.netledger.network.process;

import io.netledger.network.network.Network;
import io.netledger.network.network.Network.Absent;
import io.netledger.network.network.Network.ConfigOnly;
import io.netledger.network.network.Network.Failed;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.Network.Removed;
import io.netledger.network.network.Network.Removing;
import io.netledger.network.network.Network.Requested;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.PoolChange;
import io.netledger.network.network.WantedPool;
import io.netledger.network.process.Step.AddPool;
import io.netledger.network.process.Step.CloseOwnedPools;
import io.netledger.network.process.Step.ClosePools;
import io.netledger.network.process.Step.OpenPools;
import io.netledger.network.process.Step.WidenPool;
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
      case Ready(_, _, _, var coming) ->
          coming.stream().findFirst().map(change -> next(id, change));
      case Absent _, ConfigOnly _, Removing _, Removed _ -> Optional.empty();
    };
  }

  private static Step next(String id, PoolChange change) {
    return switch (change) {
      case PoolChange.Add(var subnet) -> new AddPool(id, new WantedPool(subnet, subnet.isV4()));
      case PoolChange.Widen(var pool, var range) -> new WidenPool(id, pool, range);
    };
  }
}
