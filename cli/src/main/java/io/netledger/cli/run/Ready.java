package io.netledger.cli.run;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;

/** Whether a sandbox can be entered. */
final class Ready {

  private Ready() {}

  /** Refuses a sandbox without a namespace, and says why it has none. */
  static void check(Sandbox sandbox) {
    if (sandbox.getState() == SandboxState.SANDBOX_STATE_FAILED) {
      throw Failure.refused(
          "sandbox "
              + sandbox.getName()
              + " was refused by host "
              + sandbox.getHost()
              + ": "
              + sandbox.getFailure());
    }
    if (sandbox.getState() != SandboxState.SANDBOX_STATE_READY) {
      throw Failure.refused(
          "Error response from daemon: container "
              + sandbox.getName()
              + " is not running: host "
              + sandbox.getHost()
              + " has not made it ready. See: netledger host ls; --wait 60s waits longer");
    }
  }
}
