package io.netledger.agent.kernel;

import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Overlaying;
import io.netledger.agent.plan.Sharing;

/** How much of a sandbox is looked at, from the cheapest on. */
public enum Depth {
  /** Its links. */
  LINKS,
  /** Its links, addresses and routes. */
  STACK,
  /** The ways to its name server and to services. */
  NAMES,
  /** All, with switches. */
  EVERYTHING;

  /** Whether a look of this depth sees the change, which is one inside a sandbox. */
  boolean sees(Change change) {
    return switch (change) {
      case Change.AddVeth _, Sharing.AddChild _, Change.SetUp _ -> this != NAMES;
      case Change.AddAddress _, Change.AddRoute _, Change.AddDefaultRoute _ ->
          this == STACK || this == EVERYTHING;
      case Change.ServeNames _, BalanceServices _ -> this == NAMES || this == EVERYTHING;
      case Change.SetSysctl _ -> this == EVERYTHING;
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.AddBridge _,
          Change.IsolatePort _,
          Change.ReflectPort _,
          Change.AddFirewall _,
          Sharing.AddVlan _,
          Sharing.AddDummy _,
          Sharing.AddShim _,
          FirewallEntry _,
          Overlaying _ ->
          false;
    };
  }
}
