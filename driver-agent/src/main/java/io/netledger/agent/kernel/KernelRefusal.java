package io.netledger.agent.kernel;

import io.netledger.agent.netlink.NetlinkError;

/** Something could not be brought about, and why: in words, with the kernel's own. */
public final class KernelRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int errno;

  /** It was not the kernel that refused. */
  public KernelRefusal(String message) {
    super(message);
    this.errno = 0;
  }

  private KernelRefusal(String message, int errno, Throwable cause) {
    super(message, cause);
    this.errno = errno;
  }

  static KernelRefusal of(RuntimeException cause) {
    return switch (cause) {
      case KernelRefusal refusal -> refusal;
      case NetlinkError error -> new KernelRefusal(text(error), error.errno(), error);
      default -> new KernelRefusal(String.valueOf(cause.getMessage()), 0, cause);
    };
  }

  private static String text(NetlinkError error) {
    return String.valueOf(error.getMessage());
  }

  /** The kernel's errno; 0: it was not the kernel. */
  public int errno() {
    return errno;
  }
}
