package io.netledger.deploy.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the deployment lives: the option that all commands have. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept. Else $NETLEDGER_DATA; else /var/lib/netledger for root and"
              + " $XDG_STATE_HOME/netledger (~/.local/state/netledger) for others.")
  private @Nullable Path directory;

  DataDirectory directory() {
    return directory == null
        ? DataDirectory.standard(System.getenv(), Main.isRoot())
        : DataDirectory.of(directory);
  }

  Machine open() {
    return Machine.open(directory(), Main.isRoot(), new Progress(System.out));
  }
}
