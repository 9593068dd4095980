package io.netledger.agent.plan;

import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Sharing.AddShim;

/** Which changes make what they say of something that stands. */
final class Mending {

  private Mending() {}

  static boolean mends(Change change, Change other) {
    return switch (change) {
      case AddBridge it ->
          other instanceof AddBridge there
              && it.name().equals(there.name())
              && it.mark().equals(there.mark());
      case AddVeth it ->
          other instanceof AddVeth there
              && it.name().equals(there.name())
              && it.mark().equals(there.mark())
              && it.peer().netns().equals(there.peer().netns())
              && it.peer().name().equals(there.peer().name());
      case Overlaying it -> mends(it, other);
      case AddShim it ->
          other instanceof AddShim there
              && it.name().equals(there.name())
              && it.mark().equals(there.mark());
      case SetSysctl it ->
          other instanceof SetSysctl there
              && it.netns().equals(there.netns())
              && it.key().equals(there.key());
      case BalanceServices it ->
          other instanceof BalanceServices there && it.netns().equals(there.netns());
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.ServeNames _,
          Change.IsolatePort _,
          Change.AddRoute _,
          Change.AddAddress _,
          Change.SetUp _,
          Change.AddDefaultRoute _,
          Change.AddFirewall _,
          Change.ReflectPort _,
          FirewallEntry _,
          Sharing.AddVlan _,
          Sharing.AddDummy _,
          Sharing.AddChild _ ->
          false;
    };
  }

  private static boolean mends(Overlaying change, Change other) {
    return switch (change) {
      case AddVxlan it ->
          other instanceof AddVxlan there
              && it.name().equals(there.name())
              && it.mark().equals(there.mark())
              && it.vni() == there.vni();
      case AddPeer it ->
          other instanceof AddPeer there
              && it.link().equals(there.link())
              && it.mac().equals(there.mac())
              && it.addresses().equals(there.addresses());
    };
  }
}
