package io.netledger.agent.plan;

import java.util.Optional;

/**
 * A link of the host and whose it is.
 *
 * @param mark its alias
 */
public record HostLink(String name, String mark) {

  /** The link of the host that a change makes; empty: none. */
  public static Optional<HostLink> of(Change change) {
    return switch (change) {
      case Change.AddBridge it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Change.AddVeth it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Overlaying.AddVxlan it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Sharing.AddVlan it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Sharing.AddDummy it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Sharing.AddShim it -> Optional.of(new HostLink(it.name(), it.mark()));
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.ServeNames _,
          BalanceServices _,
          Sharing.AddChild _,
          Overlaying.AddPeer _,
          Change.IsolatePort _,
          Change.AddRoute _,
          Change.AddAddress _,
          Change.SetUp _,
          Change.AddDefaultRoute _,
          Change.SetSysctl _,
          Change.AddFirewall _,
          Change.ReflectPort _,
          FirewallEntry _ ->
          Optional.empty();
    };
  }
}
