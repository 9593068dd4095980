package io.netledger.deploy.local;

import io.netledger.identity.Identity;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "certificate",
    description = {
      "Makes a certificate of this deployment's authority, good for a year: whoever has it is WHO on TCP.",
      "Writes it with its private key into DIRECTORY, and beside it ca.pem with the authority's certificate.",
      "Hosts need none of these: they join with 'netledger host token create'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CertificateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "WHO",
      description = "client/NAME, or service/ipam-service or service/network-service.")
  private String who = "";

  @Parameters(index = "1", paramLabel = "DIRECTORY", description = "Where it is written.")
  private Path directory = Path.of("");

  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    Path file = data.directory().certificates().give(identity(), directory.toAbsolutePath());
    System.out.println(file + ", good until " + Certificates.end(file));
    System.out.println("next:");
    System.out.printf(
        "  export NETLEDGER_CERT=%s NETLEDGER_CA=%s%n", file, file.resolveSibling("ca.pem"));
    System.out.println("  netledger --service tcp:HOST:PORT network ls");
    return 0;
  }

  private Identity identity() {
    try {
      return Identity.parse(who);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
