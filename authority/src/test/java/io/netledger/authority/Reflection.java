package io.netledger.authority;

import io.grpc.Channel;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import java.util.List;

/** What a server says it has. */
final class Reflection {

  private Reflection() {}

  /** Throws what the call is refused with. */
  static List<String> services(Channel channel) {
    var answer = new Answer<ServerReflectionResponse>();
    var call = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answer);
    call.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    call.onCompleted();
    return answer.first().getListServicesResponse().getServiceList().stream()
        .map(ServiceResponse::getName)
        .toList();
  }
}
