package io.netledger.deploy.local;

import io.netledger.deploy.local.bench.Bench;
import io.netledger.deploy.local.bench.Place;
import io.netledger.deploy.local.bench.Quantity;
import io.netledger.deploy.local.bench.Subject;
import io.netledger.deploy.local.bench.Wire;
import io.netledger.deploy.local.bench.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = {
      "Measures Netledger beside Debian's dockerd, alone and in Swarm mode, and PostgreSQL's pgbench, in the same run and",
      "by turns. deploy/bench starts a deployment of its own for it. Takes about nine minutes with dockerd."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--tsv",
      paramLabel = "FILE",
      description =
          "Write the rows for programs there: what callers ours peer peer_value ratio unit.")
  private @Nullable Path tsv;

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Measure only these: create, remove, connect, disconnect, inspect, list, connects_per_s,"
              + " append_many_per_s, append_hot_per_s, agent_rss_mb,"
              + " bridge_mbit_per_s, published_mbit_per_s, loopback_mbit_per_s, overlay_mbit_per_s,"
              + " overlay_connect, resolver.")
  private @Nullable List<String> only;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "40",
      description = "How often each call is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Length of each measurement of appends (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--check",
      hidden = true,
      description = "Only say whether the other options are right.")
  private boolean check;

  @Option(names = "--scratch", hidden = true, required = true)
  private @Nullable Path scratch;

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    var wish =
        new Wish(
            quantities(),
            between("--rounds", rounds, 1, 1_000),
            between("--seconds", seconds, 1, 60),
            Objects.requireNonNull(scratch),
            Main.isRoot());
    Optional<Path> file = Optional.ofNullable(tsv).map(Path::toAbsolutePath).map(this::writable);
    if (!check) {
      new Bench(subject(), wish, System.out).run(file);
    }
    return 0;
  }

  private Subject subject() {
    DataDirectory directory = data.directory();
    try (Machine machine = data.open()) {
      List<Host> hosts = machine.hosts();
      if (hosts.size() < 2) {
        throw new Failure("there are no two hosts in " + directory.path());
      }
      return new Subject(
          directory.socket(Programs.NETWORK_SERVICE),
          directory.postgres(),
          running(directory, hosts.getFirst().agentName()).pid(),
          place(hosts.getFirst()),
          place(hosts.get(1)),
          new Wire(running(directory, Underlay.NAME).pid()));
    }
  }

  private static Place place(Host host) {
    return new Place(host.name(), host.entry());
  }

  private static RecordedProcess running(DataDirectory directory, String part) {
    return RecordedProcess.in(directory.process(part))
        .orElseThrow(() -> new Failure(part + " does not run"));
  }

  private Set<Quantity> quantities() {
    if (only == null) {
      return EnumSet.allOf(Quantity.class);
    }
    return only.stream()
        .map(this::quantity)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Quantity.class)));
  }

  private Quantity quantity(String word) {
    return Quantity.of(word)
        .orElseThrow(() ->
            refusal(
                "--only takes "
                    + Stream.of(Quantity.values())
                        .map(Quantity::word)
                        .filter(each -> Quantity.of(each).isPresent())
                        .collect(Collectors.joining(", "))
                    + "; not "
                    + word));
  }

  private int between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw refusal(option + " takes " + least + " to " + most);
    }
    return value;
  }

  /** Found out before the minutes of measuring, not after. */
  private Path writable(Path file) {
    Path parent = file.getParent();
    if (parent == null || !Files.isWritable(parent) || Files.isDirectory(file)) {
      throw refusal("--tsv " + file + " cannot be written");
    }
    return file;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
