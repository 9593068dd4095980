package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.host.Boot;
import io.netledger.network.host.HostCommand.ReportDrift;
import io.netledger.network.host.HostCommand.SayHello;
import io.netledger.network.name.NameCommand.ClaimName;

/** What the agents of hosts tell of the hosts themselves. */
public final class HostRules {

  private HostRules() {}

  /** The host's agent is on the line; its first hello makes the host known. */
  public static void hello(Work work, String name, Boot boot) {
    work.decide(Kinds.HOST_NAMES, Kinds.HOST_STREAM, new ClaimName(name, name));
    work.decide(Kinds.HOST, name, new SayHello(name, boot));
  }

  /** The host's kernel was not as planned. */
  public static void drift(Work work, String name, ReportDrift drift) {
    work.decide(Kinds.HOST, name, drift);
  }
}
