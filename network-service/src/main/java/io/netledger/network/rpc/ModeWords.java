package io.netledger.network.rpc;

import io.netledger.network.sandbox.SandboxMode;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import java.util.Arrays;

/** Whose network stack a sandbox is, in the contract's words. */
final class ModeWords {

  private ModeWords() {}

  static io.netledger.proto.network.v1.SandboxMode mode(SandboxMode mode) {
    return switch (mode) {
      case OWN -> io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_OWN;
      case HOST -> io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_HOST;
      case NONE -> io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_NONE;
      case CONTAINER -> io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_CONTAINER;
    };
  }

  /** From its spelling in the view. */
  static io.netledger.proto.network.v1.SandboxMode mode(String word) {
    return Arrays.stream(SandboxMode.values())
        .filter(mode -> mode.word().equals(word))
        .map(ModeWords::mode)
        .findFirst()
        .orElse(io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_UNSPECIFIED);
  }

  /** As asked for; a donor says it all. */
  static SandboxMode asked(CreateSandboxRequest request) {
    boolean unsaid =
        request.getMode() == io.netledger.proto.network.v1.SandboxMode.SANDBOX_MODE_UNSPECIFIED;
    boolean shares = !request.getDonor().isEmpty();
    SandboxMode mode = unsaid && shares ? SandboxMode.CONTAINER : asked(request.getMode());
    if (shares && mode != SandboxMode.CONTAINER) {
      throw FieldWords.invalid(
          "mode is %s and donor is %s; expected a donor in mode CONTAINER only"
              .formatted(mode, FieldWords.quoted(request.getDonor())));
    }
    return mode;
  }

  private static SandboxMode asked(io.netledger.proto.network.v1.SandboxMode mode) {
    return switch (mode) {
      case SANDBOX_MODE_UNSPECIFIED, SANDBOX_MODE_OWN -> SandboxMode.OWN;
      case SANDBOX_MODE_HOST -> SandboxMode.HOST;
      case SANDBOX_MODE_NONE -> SandboxMode.NONE;
      case SANDBOX_MODE_CONTAINER -> SandboxMode.CONTAINER;
      case UNRECOGNIZED ->
          throw FieldWords.invalid("mode is not known; expected OWN, HOST, NONE or CONTAINER");
    };
  }
}
