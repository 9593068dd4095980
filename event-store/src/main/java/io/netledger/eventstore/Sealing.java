package io.netledger.eventstore;

import io.netledger.proof.NoteSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a service signs checkpoints of its log.
 *
 * @param every how often it looks whether the log has grown
 */
public record Sealing(NoteSigner signer, Duration every) {

  /**
   * As a service's options say.
   *
   * @param key the file of its key, which is made if it is missing
   * @param seconds 1 to 86400
   * @param service its name, which is in the origin of its checkpoints
   * @throws IllegalArgumentException for other seconds
   */
  public static Sealing of(Path key, int seconds, String service) throws IOException {
    if (seconds < 1 || seconds > Duration.ofDays(1).toSeconds()) {
      throw new IllegalArgumentException(
          "--checkpoint-seconds " + seconds + "; expected 1 to 86400");
    }
    return new Sealing(NoteSigner.in(key, "netledger/" + service), Duration.ofSeconds(seconds));
  }
}
