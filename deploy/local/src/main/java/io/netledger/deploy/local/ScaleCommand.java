package io.netledger.deploy.local;

import io.netledger.deploy.local.scale.ManyHosts;
import io.netledger.deploy.local.scale.Plan;
import io.netledger.deploy.local.scale.Scale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    description = {
      "Makes a thousand sandboxes with two networks and a published port each on one host, reaches each of them, kills the agent",
      "with -9 and starts it again while packets flow, and removes everything. deploy/scale starts a deployment of its own for it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScaleCommand implements Callable<Integer> {

  private static final int MOST_SANDBOXES = 10_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--sandboxes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many, 2 to 10000 (default: ${DEFAULT-VALUE}).")
  private int sandboxes;

  @Option(
      names = "--callers",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many calls are under way at a time, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int callers;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      description =
          "Instead: N hosts without kernels, 10 to 1000 in tens, with 100 sandboxes each on overlays that ten hosts"
              + " share; how long a change takes to the last of them, and what it costs.")
  private @Nullable Integer hosts;

  @Option(
      names = "--per-host",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "With --hosts: sandboxes of a host, 10 to 200 in tens (default: ${DEFAULT-VALUE}).")
  private int perHost;

  @Option(names = "--strict", description = "Fail if a target of time is missed.")
  private boolean strict;

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    var stage = new ScaleStage(data.directory());
    if (hosts != null) {
      return new ManyHosts(
                  stage,
                  tens("--hosts", hosts, 1000),
                  tens("--per-host", perHost, 200),
                  between("--callers", callers, 1, 64),
                  System.out)
              .run()
          ? 0
          : 1;
    }
    var plan =
        new Plan(
            between("--sandboxes", sandboxes, 2, MOST_SANDBOXES),
            between("--callers", callers, 1, 64),
            strict);
    return new Scale(stage, plan, System.out).run() ? 0 : 1;
  }

  private int tens(String option, int value, int most) {
    if (value % 10 != 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), option + " takes a multiple of 10");
    }
    return between(option, value, 10, most);
  }

  private int between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), option + " takes " + least + " to " + most);
    }
    return value;
  }
}
