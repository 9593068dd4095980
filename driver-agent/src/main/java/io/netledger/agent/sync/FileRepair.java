package io.netledger.agent.sync;

import io.netledger.agent.names.Names;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Owner;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Writes files that sandboxes see anew when somebody has changed them. */
final class FileRepair {

  private final Names names;
  private final HostSpec spec;
  private final Set<String> failed = new HashSet<>();

  FileRepair(Names names, HostSpec spec) {
    this.names = names;
    this.spec = spec;
  }

  boolean isNeeded(String sandboxId) {
    try {
      return !names.stale(spec, sandboxId).isEmpty();
    } catch (UncheckedIOException _) {
      return true; // what cannot be read is told with the repair
    }
  }

  void run(String sandboxId, Consumer<Finding> telling) {
    try {
      List<String> stale = names.stale(spec, sandboxId);
      if (!stale.isEmpty()) {
        Finding finding = finding(sandboxId, String.join(" and ", stale));
        telling.accept(finding);
        names.renew(spec, sandboxId);
        telling.accept(finding.told().repaired());
      }
      failed.remove(sandboxId);
    } catch (UncheckedIOException e) {
      if (failed.add(sandboxId)) {
        telling.accept(finding(sandboxId, "a file").failed(String.valueOf(e.getMessage())));
      }
    }
  }

  private static Finding finding(String sandboxId, String files) {
    return Finding.of(
        Optional.of(new Owner.Sandbox(sandboxId)),
        "%s of sandbox %s was changed".formatted(files, sandboxId));
  }
}
