package io.netledger.deploy.local;

import io.netledger.deploy.local.chaos.Chaos;
import io.netledger.deploy.local.chaos.Plan;
import io.netledger.deploy.local.chaos.Victim;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "kernels, views, leases and logs agree. On three hosts it also cuts the last one off, takes its power away, lets the",
      "agents' streams be late and break, and checks that who shares a network reaches each other, and nobody else does. deploy/chaos starts a deployment of its",
      "own for it, with --hosts N and --replicas N as deploy/up takes them."
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
      description =
          "Only these: postgresql, ipam-service, network-service, driver-agent, client; with three hosts"
              + " also wire, power and streams.")
  private @Nullable List<String> victims;

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    if (operations < 2 || kills < 0 || kills >= operations) {
      throw refusal("--kills takes 0 to one less than --operations, which is at least 2");
    }
    long random = seed == null ? new SplittableRandom().nextLong(1_000_000) : seed;
    var stage = new ChaosStage(data.directory());
    var plan = new Plan(chosen(stage.hosts().size()), kills, operations, random);
    return new Chaos(stage, plan, System.out).run() ? 0 : 1;
  }

  private List<Victim> chosen(int hosts) {
    List<Victim> possible = Victim.among(hosts);
    return victims == null
        ? possible
        : victims.stream()
            .map(word ->
                Victim.of(word)
                    .filter(possible::contains)
                    .orElseThrow(() -> refusal(words(possible) + ", not " + word)))
            .toList();
  }

  private static String words(List<Victim> possible) {
    return possible.stream()
        .map(Victim::word)
        .collect(Collectors.joining(", ", "--victims takes ", ""));
  }

  private ParameterException refusal(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
