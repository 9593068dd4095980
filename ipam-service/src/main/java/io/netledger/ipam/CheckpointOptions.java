package io.netledger.ipam;

import io.netledger.eventstore.Sealing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how checkpoints of the ledger are signed. */
final class CheckpointOptions {

  @Option(
      names = "--checkpoint-key",
      paramLabel = "FILE",
      description =
          "Ed25519 key that signs checkpoints of the ledger, PEM (PKCS #8 and the public key); made if"
              + " it is missing. Whoever has it and the database can write another history.")
  private @Nullable Path key;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      description = "How often a checkpoint is signed when the ledger has grown. Usual: 10.")
  private int seconds = 10;

  /** Reads the key, if there is one. */
  Optional<Sealing> sealing() throws IOException {
    return key == null ? Optional.empty() : Optional.of(Sealing.of(key, seconds, "ipam-service"));
  }
}
