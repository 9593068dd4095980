package io.netledger.deploy.local;

import io.netledger.deploy.local.chaos.Ground;
import io.netledger.deploy.local.chaos.SlowDoor;
import io.netledger.deploy.local.chaos.Stage;
import io.netledger.deploy.local.chaos.Victim;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Verification;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A deployment with simulated hosts, for who wants to see it suffer. */
final class ChaosStage implements Stage {

  private final DataDirectory data;

  ChaosStage(DataDirectory data) {
    this.data = data;
  }

  @Override
  public void up() {
    work(machine -> machine.up(new HostChoice.AsBefore()));
  }

  @Override
  public void reboot(Ground host) {
    work(machine -> machine.reboot(host.name()));
  }

  private void work(Consumer<Machine> task) {
    try (var out =
            new PrintStream(
                Files.newOutputStream(
                    data.log("up"), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        var machine = Machine.open(data, Main.isRoot(), new Progress(out))) {
      task.accept(machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Long> processes(Victim victim) {
    return switch (victim) {
      case POSTGRESQL -> List.of(postmaster());
      case IPAM_SERVICE -> parts(replication().names(Programs.IPAM_SERVICE));
      case NETWORK_SERVICE -> parts(replication().names(Programs.NETWORK_SERVICE));
      case DRIVER_AGENT -> hosts().stream().map(this::agent).toList();
      case CLIENT, WIRE, POWER, STREAMS ->
          throw new IllegalArgumentException(victim.word() + " is no process of a deployment");
    };
  }

  @Override
  public long agent(Ground host) {
    return part(new HostNamespace(host.name(), data).agentName());
  }

  private List<Long> parts(List<String> names) {
    return names.stream().map(this::part).toList();
  }

  private Replication replication() {
    return Replication.in(data.replicas());
  }

  private long part(String name) {
    return RecordedProcess.in(data.process(name))
        .orElseThrow(() -> new IllegalStateException(name + " does not run"))
        .pid();
  }

  /** The first line of postmaster.pid, as PostgreSQL's documentation of its files says. */
  private long postmaster() {
    return Long.parseLong(firstLine(data.postgres().resolve("data").resolve("postmaster.pid")));
  }

  private static String firstLine(Path file) {
    try {
      return Files.readAllLines(file).getFirst().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Replicas networkService() {
    return sockets(Programs.NETWORK_SERVICE);
  }

  @Override
  public Replicas ipamService() {
    return sockets(Programs.IPAM_SERVICE);
  }

  private Replicas sockets(String service) {
    return new Replicas(
        replication().names(service).stream()
            .<WireAddress>map(name -> new WireAddress.Unix(open(data.socket(name))))
            .toList());
  }

  /** Behind a slow door, if there is one: the client goes straight. */
  private static Path open(Path socket) {
    Path behind = behind(socket);
    return Files.exists(behind) ? behind : socket;
  }

  private static Path behind(Path socket) {
    return socket.resolveSibling(socket.getFileName() + ".behind");
  }

  /** Agents that were killed come back by the socket of the name that they know. */
  @Override
  public Doors doors(SplittableRandom random) {
    List<Path> places =
        replication().names(Programs.NETWORK_SERVICE).stream().map(data::socket).toList();
    List<SlowDoor> doors = new ArrayList<>();
    for (Path place : places) {
      move(place, behind(place));
      doors.add(SlowDoor.at(place, behind(place), random.split()));
    }
    processes(Victim.DRIVER_AGENT)
        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    up();
    return new Doors() {
      @Override
      public void breakAll() {
        doors.forEach(SlowDoor::breakAll);
      }

      @Override
      public void close() {
        places.forEach(place -> move(behind(place), place));
        doors.forEach(SlowDoor::close);
      }
    };
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Ground> hosts() {
    try {
      return Files.readAllLines(data.hosts()).stream()
          .map(name -> new HostNamespace(name, data))
          .map(host -> new Ground(host.name(), host.entry(), Underlay.address(host)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path scratch() {
    return data.path().resolve("log");
  }

  @Override
  public Verification verify(Victim service) {
    String name =
        service == Victim.IPAM_SERVICE ? Programs.IPAM_DATABASE : Programs.NETWORK_DATABASE;
    String url =
        "jdbc:postgresql://127.0.0.1:" + firstLine(data.postgres().resolve("port")) + "/" + name;
    Path password = data.postgres().resolve("passwords").resolve(name);
    var place = DatabaseUrl.parse(url, Optional.of(name), Optional.of(password));
    try (var database = Database.open(place, name)) {
      EventLog log = EventLog.of(database.dataSource());
      return log.verify(1, log.head());
    }
  }
}
