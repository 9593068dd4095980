package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = {
      "Starts Netledger on this machine: PostgreSQL, ipam-service, network-service, and hosts with a driver-agent each.",
      "Starts only what does not run, so it is also what to do when something was killed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private @Nullable Hosts hosts;

  @Option(
      names = "--tcp",
      paramLabel = "HOST:PORT",
      description =
          "Have network-service called there too, with certificates (deploy/certificate); hosts join at the"
              + " next port. Kept for the next times; to change it, deploy/down first.")
  private @Nullable String tcp;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "Run network-service and ipam-service N times each, on one database: any of them will do, and"
              + " when one is killed the others go on. Kept for the next times; to change it,"
              + " deploy/down first.")
  private @Nullable Integer replicas;

  @Mixin private final DataOption data = new DataOption();

  /** Which hosts; without either option those of the last time, or one. */
  static final class Hosts {

    @Option(
        names = "--hosts",
        paramLabel = "N",
        description = "Simulate hosts host-1 to host-N, each in a network namespace of its own.")
    private @Nullable Integer count;

    @Option(
        names = "--this-host",
        description = "No simulation: the agent works in this machine's own network (root only).")
    private boolean thisHost;

    @Option(
        names = "--empty",
        description =
            "No hosts, and on a new directory no events: for 'netledger history import'. Afterwards"
                + " deploy/up --hosts.")
    private boolean empty;
  }

  @Override
  public Integer call() {
    HostChoice choice = choice();
    Optional<TcpPlace> place = Optional.ofNullable(tcp).map(this::place);
    Optional<Replication> times = Optional.ofNullable(replicas).map(this::times);
    try (Machine machine = data.open()) {
      machine.up(choice, place, times);
      new Advice(data.directory()).print(System.out);
    }
    return 0;
  }

  private TcpPlace place(String word) {
    try {
      return TcpPlace.parse(word);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--tcp " + e.getMessage(), e);
    }
  }

  private Replication times(int count) {
    if (count < 1 || count > Replication.MOST) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--replicas takes 1 to " + Replication.MOST);
    }
    return new Replication(count);
  }

  private HostChoice choice() {
    if (hosts == null) {
      return new HostChoice.AsBefore();
    }
    if (hosts.empty) {
      return new HostChoice.Empty();
    }
    if (hosts.thisHost) {
      return new HostChoice.This(hostName());
    }
    if (hosts.count == null || hosts.count < 1 || hosts.count > 100) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--hosts takes 1 to 100");
    }
    return new HostChoice.Simulated(hosts.count);
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      throw new Failure("the machine's name cannot be read", e);
    }
  }
}
