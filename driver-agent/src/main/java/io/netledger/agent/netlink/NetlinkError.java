package io.netledger.agent.netlink;

import com.sun.jna.LastErrorException;

/** The kernel said no: what was asked for, the errno, and the kernel's own words if it had any. */
public final class NetlinkError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int errno;
  private final String kernelText;

  /**
   * @param operation what was asked for, e.g. {@code add link br0}
   * @param errno positive, as in errno(3)
   * @param kernelText the extended acknowledgement's message, or empty
   */
  public NetlinkError(String operation, int errno, String kernelText) {
    super(
        operation
            + ": "
            + Libc.strerror(errno)
            + " (errno "
            + errno
            + ")"
            + (kernelText.isEmpty() ? "" : ": " + kernelText));
    this.operation = operation;
    this.errno = errno;
    this.kernelText = kernelText;
  }

  static NetlinkError of(String operation, LastErrorException error) {
    return new NetlinkError(operation, error.getErrorCode(), "");
  }

  public String operation() {
    return operation;
  }

  public int errno() {
    return errno;
  }

  /** What the errno means, as in strerror(3). */
  public String reason() {
    return Libc.strerror(errno);
  }

  /** The kernel's own explanation (NLMSGERR_ATTR_MSG), or empty. */
  public String kernelText() {
    return kernelText;
  }

  /** What was to be made is there already. */
  public boolean isExist() {
    return errno == Libc.EEXIST;
  }

  /**
   * What was to be changed, removed or found is not there. The kernel has five ways of saying so.
   */
  public boolean isNotFound() {
    return switch (errno) {
      case Libc.ENOENT, Libc.ESRCH, Libc.ENXIO, Libc.ENODEV, Libc.EADDRNOTAVAIL -> true;
      default -> false;
    };
  }

  /** The kernel lacks what was asked for, e.g. a link kind: "Unknown device type". */
  public boolean isUnsupported() {
    return errno == Libc.EOPNOTSUPP;
  }
}
