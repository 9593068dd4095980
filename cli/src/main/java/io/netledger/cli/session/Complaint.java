package io.netledger.cli.session;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Locale;

/**
 * How a refusal is said: in Docker's words that scripts look for, then the service's, then what to
 * do.
 */
final class Complaint {

  private static final String PREFIX = "Error response from daemon: ";

  private Complaint() {}

  static String of(Rejection rejection, About about) {
    String message = rejection.getMessage();
    boolean ofSource =
        message.startsWith("configuration network") || message.startsWith("bridge with name");
    String phrase = ofSource ? "" : phrase(rejection.reason(), about);
    boolean said = message.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
    String hint = hint(rejection.reason(), about);
    return PREFIX
        + (said || phrase.isEmpty() ? message : phrase + ": " + message)
        + (hint.isEmpty() ? "" : "\n" + hint);
  }

  /**
   * What Docker says in the same case, as far as it can be told from the reason; empty: nothing
   * like it.
   */
  @SuppressWarnings("checkstyle:MethodLength") // a line a reason
  private static String phrase(Reason reason, About about) {
    return switch (reason) {
      case NAME_TAKEN ->
          about.detail().equals("rename")
              ? ""
              : about.network().isEmpty()
                  ? "Conflict. The name \"" + about.sandbox() + "\" is already in use"
                  : "network with name " + about.network() + " already exists";
      case NETWORK_NOT_FOUND -> "network " + about.network() + " not found";
      case NETWORK_AMBIGUOUS -> "network " + about.network() + " is ambiguous";
      case NETWORK_PREDEFINED ->
          about.detail().equals("rename")
              ? ""
              : about.detail().equals("rm")
                  ? about.network() + " is a pre-defined network and cannot be removed"
                  : "operation is not permitted on predefined " + about.network() + " network";
      case DRIVER_UNKNOWN -> "plugin \"" + about.detail() + "\" not found";
      case SANDBOX_NOT_FOUND -> "No such container: " + about.sandbox();
      case SANDBOX_AMBIGUOUS -> "multiple IDs found with provided prefix: " + about.sandbox();
      case ALREADY_CONNECTED ->
          "endpoint with name " + about.sandbox() + " already exists in network " + about.network();
      case NOT_CONNECTED ->
          "container " + about.sandbox() + " is not connected to network " + about.network();
      case SUBNET_OVERLAPS -> "Pool overlaps with other one on this address space";
      case SUBNETS_EXHAUSTED -> "could not find an available, non-overlapping IPv4 address pool";
      case ADDRESS_IN_USE, ADDRESS_RESERVED -> "Address already in use";
      case ADDRESS_OUT_OF_RANGE -> "Invalid address";
      case ADDRESS_NEEDS_SUBNET ->
          "user specified IP address is supported only when connecting to networks with user configured"
              + " subnets";
      case ADDRESSES_EXHAUSTED -> "No available addresses on this pool";
      case PORT_IN_USE -> "Bind for published port failed: port is already allocated";
      case SUBNET_INVALID -> "invalid CIDR address";
      case PARENT_IN_USE -> "already using parent interface";
      case INVALID_ARGUMENT,
          OPTION_UNKNOWN,
          FILTER_INVALID,
          PAGE_TOKEN_INVALID,
          REVISION_IN_FUTURE,
          REQUEST_ID_REUSED,
          ETAG_MISMATCH,
          PEER_UNKNOWN,
          STORE_UNAVAILABLE,
          IPAM_UNAVAILABLE,
          NETWORK_IN_USE,
          NETWORK_NOT_READY,
          NETWORK_NOT_CONNECTABLE,
          DRIVER_UNSUPPORTED,
          SANDBOX_IN_USE,
          SANDBOX_NOT_READY,
          ENDPOINT_NOT_FOUND,
          ENDPOINT_AMBIGUOUS,
          HOST_NOT_FOUND,
          HOST_AMBIGUOUS,
          HOST_REQUIRED,
          HOST_REFUSED,
          POOL_NOT_FOUND,
          POOL_IN_USE,
          ADDRESS_NOT_HELD,
          HOLDER_HAS_ANOTHER,
          MAC_IN_USE,
          INTERFACE_TAKEN,
          KIND_UNSUPPORTED,
          SANDBOX_NOT_CONNECTABLE,
          DONOR_ELSEWHERE,
          OPTION_FIXED,
          RANGE_NOT_WIDER,
          CONFIG_CONFLICT,
          NETWORK_NOT_CONFIG_ONLY,
          HOST_DRAINED,
          HOST_IN_USE,
          HOST_IDENTITY_MISMATCH,
          CALLER_NOT_ALLOWED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_REFUSED,
          JOIN_REFUSED,
          PORT_NOT_PUBLISHABLE,
          PORTS_EXHAUSTED,
          WRONG_SERVICE,
          VNI_IN_USE,
          VNIS_EXHAUSTED,
          UNDERLAY_MISSING,
          UNDERLAY_MISMATCH,
          OPTION_UNSUPPORTED,
          CHECKPOINTS_OFF,
          LOG_NOT_EMPTY,
          EVENT_DAMAGED,
          LOG_DAMAGED,
          SERVICE_NOT_FOUND,
          SERVICE_AMBIGUOUS,
          SERVICE_UNSUPPORTED ->
          "";
    };
  }

  /** What the user can do about it; empty: the message says it. */
  @SuppressWarnings("checkstyle:MethodLength") // a line a reason
  private static String hint(Reason reason, About about) {
    return switch (reason) {
      case NAME_TAKEN -> "Choose another name, or remove the one that has it.";
      case NETWORK_NOT_FOUND -> "See the networks there are: netledger network ls";
      case SANDBOX_NOT_FOUND -> "See the sandboxes there are: netledger sandbox ls";
      case SERVICE_NOT_FOUND -> "See the services there are: netledger service ls";
      case HOST_NOT_FOUND, HOST_REQUIRED, HOST_AMBIGUOUS ->
          "See the hosts there are: netledger host ls";
      case NETWORK_AMBIGUOUS, SANDBOX_AMBIGUOUS, SERVICE_AMBIGUOUS, ENDPOINT_AMBIGUOUS ->
          "Type more of the id, or the name.";
      case NETWORK_IN_USE ->
          "Disconnect them first, or do both: netledger network rm -f " + about.network();
      case SANDBOX_IN_USE ->
          "Disconnect it first, or do both: netledger sandbox rm -f " + about.sandbox();
      case NETWORK_PREDEFINED -> "bridge, host and none exist from the beginning and stay.";
      case DRIVER_UNKNOWN, DRIVER_UNSUPPORTED ->
          "The drivers that networks can be made of are bridge, overlay, macvlan and ipvlan.";
      case SUBNET_OVERLAPS, SUBNETS_EXHAUSTED ->
          "See the subnets in use: netledger pool ls. Choose another with --subnet.";
      case ADDRESS_IN_USE, ADDRESSES_EXHAUSTED -> "See who holds what: netledger address ls";
      case PORT_IN_USE, PORTS_EXHAUSTED -> "See who has published what: netledger endpoint ls";
      case ADDRESS_NEEDS_SUBNET -> "Make the network with --subnet.";
      case SANDBOX_NOT_READY ->
          "See what became of it: netledger sandbox inspect " + about.sandbox();
      case NETWORK_NOT_READY, IPAM_UNAVAILABLE, STORE_UNAVAILABLE ->
          "Try again; with --request-id ID a command is carried out once however often it is sent.";
      case REQUEST_ID_REUSED -> "Use another --request-id.";
      case KIND_UNSUPPORTED -> "See what each host lacks: netledger host ls";
      case PARENT_IN_USE -> "Give another parent, or a VLAN of it: -o parent=eth0.10";
      case HOST_DRAINED -> "Let it take new things again: netledger host undrain HOST";
      case HOST_IN_USE ->
          "Remove them first, or give them up with the host: netledger host rm -f "
              + about.detail();
      case CALLER_NOT_ALLOWED -> "Call with a client's certificate: --cert, --key.";
      case CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED ->
          "Get a newer certificate: deploy/certificate client/NAME DIRECTORY";
      case JOIN_REFUSED ->
          "Hosts join at a network-service with --join-listen and --ca-key; deploy/up --tcp starts one.";
      case VNI_IN_USE -> "Give another VNI, or none: one that is free is chosen.";
      case UNDERLAY_MISSING, UNDERLAY_MISMATCH ->
          "Start the host's agent with --underlay-address; see those of all: netledger host ls";
      case HOST_REFUSED -> "See what the host said: netledger history, netledger host ls";
      case CHECKPOINTS_OFF -> "Start the service with --checkpoint-key FILE; deploy/up does.";
      case LOG_NOT_EMPTY -> "Import into a new system: deploy/up --empty --data DIRECTORY";
      case LOG_DAMAGED -> "See what was done to it: netledger history verify";
      case INVALID_ARGUMENT,
          EVENT_DAMAGED,
          OPTION_UNKNOWN,
          OPTION_UNSUPPORTED,
          VNIS_EXHAUSTED,
          FILTER_INVALID,
          PAGE_TOKEN_INVALID,
          REVISION_IN_FUTURE,
          ETAG_MISMATCH,
          PEER_UNKNOWN,
          NETWORK_NOT_CONNECTABLE,
          ENDPOINT_NOT_FOUND,
          ALREADY_CONNECTED,
          NOT_CONNECTED,
          SUBNET_INVALID,
          POOL_NOT_FOUND,
          POOL_IN_USE,
          ADDRESS_OUT_OF_RANGE,
          ADDRESS_RESERVED,
          ADDRESS_NOT_HELD,
          HOLDER_HAS_ANOTHER,
          MAC_IN_USE,
          INTERFACE_TAKEN,
          SANDBOX_NOT_CONNECTABLE,
          DONOR_ELSEWHERE,
          OPTION_FIXED,
          RANGE_NOT_WIDER,
          CONFIG_CONFLICT,
          NETWORK_NOT_CONFIG_ONLY,
          HOST_IDENTITY_MISMATCH,
          PORT_NOT_PUBLISHABLE,
          WRONG_SERVICE,
          SERVICE_UNSUPPORTED ->
          "";
    };
  }
}
