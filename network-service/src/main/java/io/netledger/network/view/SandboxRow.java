package io.netledger.network.view;

import io.netledger.network.sandbox.SandboxMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sandbox.
 *
 * @param netnsPath file of its namespace on the host; empty until it is ready
 * @param failure why its host refused it; else empty
 * @param mode whose network stack it is, as users spell it: "own", "host", "none", "container"
 * @param donorId the sandbox whose namespace it shares; empty: none, or it is gone
 * @param donor its name; empty: none
 * @param adopted the namespace was there before and is not ours
 * @param endpointCount its endpoints, whatever their state
 */
public record SandboxRow(
    String id,
    long createdRevision,
    long sequence,
    String name,
    String host,
    Instant createdAt,
    Status status,
    String netnsPath,
    String failure,
    boolean adopted,
    String mode,
    String donorId,
    String donor,
    Map<String, String> labels,
    Dns dns,
    int endpointCount)
    implements Row {

  /** How it asks for names that are not its networks'; what is empty is as on its host. */
  public record Dns(List<String> servers, List<String> search, List<String> options) {

    /** All as on the host. */
    public static final Dns OF_HOST = new Dns(List.of(), List.of(), List.of());

    public Dns {
      servers = List.copyOf(servers);
      search = List.copyOf(search);
      options = List.copyOf(options);
    }
  }

  /** Where a sandbox stands. */
  public enum Status {
    /** Waits for its host. */
    PENDING,
    /** The namespace is there. */
    READY,
    /** Its host refused it. */
    FAILED,
    /** Is being removed. */
    REMOVING
  }

  SandboxRow ready(long event, String path) {
    return with(event, Status.READY, path, "", endpointCount);
  }

  SandboxRow failed(long event, String why) {
    return with(event, Status.FAILED, netnsPath, why, endpointCount);
  }

  SandboxRow removing(long event) {
    return with(event, Status.REMOVING, netnsPath, failure, endpointCount);
  }

  SandboxRow endpoints(long event, int more) {
    return with(event, status, netnsPath, failure, endpointCount + more);
  }

  private SandboxRow with(long event, Status now, String path, String why, int nowEndpoints) {
    return new SandboxRow(
        id,
        createdRevision,
        event,
        name,
        host,
        createdAt,
        now,
        path,
        why,
        adopted,
        mode,
        donorId,
        donor,
        labels,
        dns,
        nowEndpoints);
  }

  /** The sandbox with another donor; empty: it is gone. */
  SandboxRow sharing(long event, String nowDonorId) {
    return with(event, mode, nowDonorId);
  }

  /** The sandbox on network none, or off it. */
  SandboxRow alone(long event, boolean lone) {
    return with(event, (lone ? SandboxMode.NONE : SandboxMode.OWN).word(), donorId);
  }

  private SandboxRow with(long event, String nowMode, String nowDonorId) {
    return new SandboxRow(
        id,
        createdRevision,
        event,
        name,
        host,
        createdAt,
        status,
        netnsPath,
        failure,
        adopted,
        nowMode,
        nowDonorId,
        donor,
        labels,
        dns,
        endpointCount);
  }
}
