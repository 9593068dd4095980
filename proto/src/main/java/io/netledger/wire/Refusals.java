package io.netledger.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a refusal travels: a {@code google.rpc.Status} with the one gRPC code of its reason and a
 * {@code google.rpc.ErrorInfo} that has the reason itself. A reason without a code does not
 * compile.
 */
public final class Refusals {

  /** The domain of every ErrorInfo of ours. */
  public static final String DOMAIN = "netledger.io";

  private Refusals() {}

  /** What a client is told. */
  public static StatusRuntimeException toStatus(Rejection rejection) {
    ErrorInfo info =
        ErrorInfo.newBuilder().setReason(rejection.reason().name()).setDomain(DOMAIN).build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(codeOf(rejection.reason()).getNumber())
            .setMessage(rejection.getMessage())
            .addDetails(Any.pack(info))
            .build());
  }

  /** What a client was told; empty if the status is not a refusal of ours. */
  public static Optional<Rejection> of(StatusRuntimeException told) {
    Status status = StatusProto.fromThrowable(told);
    if (status == null) {
      return Optional.empty();
    }
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(ErrorInfo.class))
        .map(Refusals::unpack)
        .filter(info -> info.getDomain().equals(DOMAIN))
        .flatMap(info -> reason(info.getReason()).stream())
        .findFirst()
        .map(reason -> new Rejection(reason, status.getMessage()));
  }

  private static ErrorInfo unpack(Any detail) {
    try {
      return detail.unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException _) {
      return ErrorInfo.getDefaultInstance();
    }
  }

  private static Optional<Reason> reason(String name) {
    return Arrays.stream(Reason.values()).filter(reason -> reason.name().equals(name)).findFirst();
  }

  /** The table. */
  @SuppressWarnings("checkstyle:MethodLength") // a line a reason
  public static Code codeOf(Reason reason) {
    return switch (reason) {
      case INVALID_ARGUMENT,
          OPTION_UNKNOWN,
          FILTER_INVALID,
          PAGE_TOKEN_INVALID,
          NETWORK_AMBIGUOUS,
          SANDBOX_AMBIGUOUS,
          ENDPOINT_AMBIGUOUS,
          HOST_AMBIGUOUS,
          SUBNET_INVALID,
          ADDRESS_OUT_OF_RANGE,
          CONFIG_CONFLICT,
          EVENT_DAMAGED,
          SERVICE_AMBIGUOUS ->
          Code.INVALID_ARGUMENT;
      case REVISION_IN_FUTURE -> Code.OUT_OF_RANGE;
      case REQUEST_ID_REUSED,
          NAME_TAKEN,
          ALREADY_CONNECTED,
          ADDRESS_IN_USE,
          HOLDER_HAS_ANOTHER,
          MAC_IN_USE,
          INTERFACE_TAKEN,
          PORT_IN_USE,
          VNI_IN_USE ->
          Code.ALREADY_EXISTS;
      case ETAG_MISMATCH -> Code.ABORTED;
      case PEER_UNKNOWN, CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED -> Code.UNAUTHENTICATED;
      case HOST_IDENTITY_MISMATCH, CALLER_NOT_ALLOWED, JOIN_REFUSED -> Code.PERMISSION_DENIED;
      case STORE_UNAVAILABLE, IPAM_UNAVAILABLE -> Code.UNAVAILABLE;
      case NETWORK_NOT_FOUND,
          DRIVER_UNKNOWN,
          SANDBOX_NOT_FOUND,
          ENDPOINT_NOT_FOUND,
          NOT_CONNECTED,
          HOST_NOT_FOUND,
          POOL_NOT_FOUND,
          ADDRESS_NOT_HELD,
          SERVICE_NOT_FOUND ->
          Code.NOT_FOUND;
      case NETWORK_PREDEFINED,
          NETWORK_IN_USE,
          NETWORK_NOT_READY,
          NETWORK_NOT_CONNECTABLE,
          SANDBOX_IN_USE,
          SERVICE_UNSUPPORTED,
          SANDBOX_NOT_READY,
          SANDBOX_NOT_CONNECTABLE,
          DONOR_ELSEWHERE,
          HOST_REQUIRED,
          HOST_REFUSED,
          SUBNET_OVERLAPS,
          POOL_IN_USE,
          ADDRESS_RESERVED,
          ADDRESS_NEEDS_SUBNET,
          KIND_UNSUPPORTED,
          PARENT_IN_USE,
          OPTION_FIXED,
          RANGE_NOT_WIDER,
          NETWORK_NOT_CONFIG_ONLY,
          HOST_DRAINED,
          HOST_IN_USE,
          PORT_NOT_PUBLISHABLE,
          UNDERLAY_MISSING,
          UNDERLAY_MISMATCH,
          CHECKPOINTS_OFF,
          LOG_NOT_EMPTY ->
          Code.FAILED_PRECONDITION;
      case LOG_DAMAGED -> Code.DATA_LOSS;
      case DRIVER_UNSUPPORTED, OPTION_UNSUPPORTED, WRONG_SERVICE -> Code.UNIMPLEMENTED;
      case SUBNETS_EXHAUSTED, ADDRESSES_EXHAUSTED, PORTS_EXHAUSTED, VNIS_EXHAUSTED ->
          Code.RESOURCE_EXHAUSTED;
    };
  }
}
