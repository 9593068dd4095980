package io.netledger.deploy.local;

import io.netledger.deploy.local.chaos.Chaos;
import io.netledger.deploy.local.chaos.Plan;
import io.netledger.deploy.local.chaos.Victim;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
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
    name = "chaos",
    description = {
      "Kills each process with -9 at random moments of a loop of connects and disconnects, starts it again, and checks that",
      "kernel, views, leases and logs agree. deploy/chaos starts a deployment of its own for it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ChaosCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each victim is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "200",
      description = "Length of the loop for each victim (default: ${DEFAULT-VALUE}).")
  private int operations;

  @Option(names = "--seed", paramLabel = "N", description = "Repeat the moments of another run.")
  private @Nullable Long seed;

  @Option(
      names = "--victims",
      paramLabel = "NAME",
      split = ",",
      description = "Only these: postgresql, ipam-service, network-service, driver-agent, client.")
  private @Nullable List<String> victims;

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    if (operations < 2 || kills < 0 || kills >= operations) {
      throw refusal("--kills takes 0 to one less than --operations, which is at least 2");
    }
    long random = seed == null ? new SplittableRandom().nextLong(1_000_000) : seed;
    var plan = new Plan(chosen(), kills, operations, random);
    return new Chaos(new ChaosStage(data.directory()), plan, System.out).run() ? 0 : 1;
  }

  private List<Victim> chosen() {
    return victims == null
        ? List.of(Victim.values())
        : victims.stream()
            .map(word -> Victim.of(word).orElseThrow(() -> refusal(words() + ", not " + word)))
            .toList();
  }

  private static String words() {
    return Stream.of(Victim.values())
        .map(Victim::word)
        .collect(Collectors.joining(", ", "--victims takes ", ""));
  }

  private ParameterException refusal(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
