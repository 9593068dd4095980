package io.netledger.wire;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.netledger.identity.Identity;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc;
import io.netledger.proto.join.v1.RenewalServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import java.util.Set;

/**
 * Who may call what, by the kind of certificate. Whatever is not in a row is refused. Callers on
 * UNIX sockets are not asked: the socket's mode has let them in.
 */
final class Access {

  private static final Set<String> CLIENT =
      Set.of(
          NetworkServiceGrpc.SERVICE_NAME,
          SandboxServiceGrpc.SERVICE_NAME,
          ServiceServiceGrpc.SERVICE_NAME,
          HostServiceGrpc.SERVICE_NAME,
          HistoryServiceGrpc.SERVICE_NAME,
          IpamServiceGrpc.SERVICE_NAME,
          JoinTokenServiceGrpc.SERVICE_NAME,
          HealthGrpc.SERVICE_NAME,
          ServerReflectionGrpc.SERVICE_NAME,
          io.grpc.reflection.v1alpha.ServerReflectionGrpc.SERVICE_NAME);

  private static final Set<String> HOST =
      Set.of(AgentServiceGrpc.SERVICE_NAME, RenewalServiceGrpc.SERVICE_NAME);

  private static final Set<String> SERVICE =
      Set.of(IpamServiceGrpc.SERVICE_NAME, HealthGrpc.SERVICE_NAME);

  private Access() {}

  /**
   * @param service full name of a gRPC service
   */
  static boolean allows(Identity caller, String service) {
    return switch (caller) {
      case Identity.Client _ -> CLIENT.contains(service);
      case Identity.Host _ -> HOST.contains(service);
      case Identity.Service _ -> SERVICE.contains(service);
    };
  }
}
