package io.netledger.deploy.local;

import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Waiting for processes. */
final class RecordedProcesses {

  private RecordedProcesses() {}

  /** The process in {@code record}, once it has become {@code program}. */
  static RecordedProcess await(Path record, String program) {
    return Awaitility.await()
        .until(
            () ->
                RecordedProcess.in(record)
                    .filter(process -> process.command().getFirst().equals(program)),
            Optional::isPresent)
        .orElseThrow();
  }
}
