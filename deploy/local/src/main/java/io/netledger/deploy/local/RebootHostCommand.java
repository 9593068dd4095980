package io.netledger.deploy.local;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "reboot-host",
    description = {
      "Reboots a simulated host: its processes end and its kernel state is gone, as at a power cut. It comes back with a new",
      "boot id, and its agent builds again what the ledger says."
    },
    mixinStandardHelpOptions = true)
final class RebootHostCommand implements Callable<Integer> {

  @Parameters(paramLabel = "HOST", description = "Its name, such as host-1.")
  private @Nullable String host;

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    try (Machine machine = data.open()) {
      machine.reboot(String.valueOf(host));
    }
    return 0;
  }
}
