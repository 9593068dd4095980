package io.netledger.deploy.local;

import io.netledger.deploy.local.chaos.Stage;
import io.netledger.deploy.local.chaos.Victim;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Verification;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A deployment with one simulated host, for who wants to see it suffer. */
final class ChaosStage implements Stage {

  private final DataDirectory data;

  ChaosStage(DataDirectory data) {
    this.data = data;
  }

  @Override
  public void up() {
    try (var out =
            new PrintStream(
                Files.newOutputStream(
                    data.log("up"), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        var machine = Machine.open(data, Main.isRoot(), new Progress(out))) {
      machine.up(new HostChoice.AsBefore());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long process(Victim victim) {
    return switch (victim) {
      case POSTGRESQL -> postmaster();
      case IPAM_SERVICE -> part(Programs.IPAM_SERVICE);
      case NETWORK_SERVICE -> part(Programs.NETWORK_SERVICE);
      case DRIVER_AGENT -> part(host().agentName());
      case CLIENT -> throw new IllegalArgumentException("the client is no part of a deployment");
    };
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
  public Path networkService() {
    return data.socket(Programs.NETWORK_SERVICE);
  }

  @Override
  public Path ipamService() {
    return data.socket(Programs.IPAM_SERVICE);
  }

  @Override
  public List<String> onHost() {
    return host().entry();
  }

  private Host host() {
    return new HostNamespace("host-1", data);
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
