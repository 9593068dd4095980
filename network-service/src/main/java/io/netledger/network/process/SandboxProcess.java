package io.netledger.network.process;

import io.netledger.network.process.Step.ForgetSandbox;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.Sandbox.Absent;
import io.netledger.network.sandbox.Sandbox.Created;
import io.netledger.network.sandbox.Sandbox.Failed;
import io.netledger.network.sandbox.Sandbox.Ready;
import io.netledger.network.sandbox.Sandbox.Removed;
import io.netledger.network.sandbox.Sandbox.Removing;
import java.util.Optional;

/** Removing a sandbox as a table. Nearly all of a sandbox's life is its host's work. */
public final class SandboxProcess {

  private SandboxProcess() {}

  public static Optional<Step> next(String id, Sandbox sandbox) {
    return switch (sandbox) {
      case Removing(_, var networks, var onHost) when networks.isEmpty() && !onHost ->
          Optional.of(new ForgetSandbox(id));
      case Absent _, Created _, Ready _, Failed _, Removing _, Removed _ -> Optional.empty();
    };
  }
}
