package io.netledger.deploy.local.chaos;

import io.netledger.deploy.local.witness.Pause;
import io.netledger.deploy.local.witness.Shell;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is done to the deployment's parts, and how they come back. */
final class Deed implements AutoCloseable {

  private static final int SHORTEST_CUT_MILLIS = 500;
  private static final int LONGEST_CUT_MILLIS = 3_000;

  private static final String CUT =
      """
      nft -f - <<'END'
      table inet cut {
        chain in { type filter hook input priority 0; udp dport 4789 drop; }
        chain out { type filter hook output priority 0; udp dport 4789 drop; }
      }
      END
      """;

  private final Stage stage;
  private final Victim victim;
  private final SplittableRandom random;
  private final Optional<Stage.Doors> doors;

  Deed(Stage stage, Victim victim, SplittableRandom random) {
    this.stage = stage;
    this.victim = victim;
    this.random = random;
    this.doors =
        victim == Victim.STREAMS ? Optional.of(stage.doors(random.split())) : Optional.empty();
  }

  /** Does it, and returns when all is back; says to what it was done. */
  String run() {
    return switch (victim) {
      case POSTGRESQL, IPAM_SERVICE, NETWORK_SERVICE, DRIVER_AGENT -> kill();
      case WIRE -> cut(stage.hosts().getLast());
      case POWER -> {
        stage.reboot(stage.hosts().getLast());
        yield stage.hosts().getLast().name();
      }
      case STREAMS -> {
        doors.ifPresent(Stage.Doors::breakAll);
        yield "all";
      }
      case CLIENT -> throw new IllegalArgumentException("the client is no part of a deployment");
    };
  }

  private String kill() {
    List<Long> processes = stage.processes(victim);
    long pid = processes.get(random.nextInt(processes.size()));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    stage.up();
    return "process " + pid;
  }

  @Override
  public void close() {
    doors.ifPresent(Stage.Doors::close);
  }

  /** Neither a packet nor a word gets through for a while. */
  private String cut(Ground host) {
    String agent = Long.toString(stage.agent(host));
    Shell here = new Shell(List.of());
    host.shell().run(CUT);
    here.run("kill -STOP " + agent);
    try {
      Pause.millis(random.nextInt(SHORTEST_CUT_MILLIS, LONGEST_CUT_MILLIS));
    } finally {
      here.run("kill -CONT " + agent);
      host.shell().run("nft delete table inet cut");
    }
    return host.name();
  }
}
