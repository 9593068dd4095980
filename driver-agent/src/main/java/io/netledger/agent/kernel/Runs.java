package io.netledger.agent.kernel;

import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.ReflectPort;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing;
import java.util.ArrayList;
import java.util.List;

/** Changes of a plan that are next to each other and can be sent to the kernel together. */
final class Runs {

  private Runs() {}

  /** All changes in their order, those that go together in one list: alike, in the same place. */
  static List<List<Change>> of(Plan plan) {
    List<List<Change>> runs = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (runs.isEmpty() || !goTogether(runs.getLast().getFirst(), change)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(change);
    }
    return runs;
  }

  private static boolean goTogether(Change first, Change next) {
    return switch (first) {
      case AddSandbox _,
          ShareSandbox _,
          ServeNames _,
          BalanceServices _,
          AddBridge _,
          AddVeth _,
          Sharing _,
          AddVxlan _,
          IsolatePort _,
          ReflectPort _ ->
          false;
      case AddPeer _ -> next instanceof AddPeer;
      case AddFirewall _, FirewallEntry _ ->
          next instanceof FirewallEntry || next instanceof AddFirewall;
      case SetSysctl it -> next instanceof SetSysctl && next.netns().equals(it.netns());
      case Change.AddAddress _, Change.SetUp _, Change.AddDefaultRoute _, Change.AddRoute _ ->
          Stacks.isOfStack(next) && next.netns().equals(first.netns());
    };
  }
}
