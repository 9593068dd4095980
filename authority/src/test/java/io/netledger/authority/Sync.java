package io.netledger.authority;

import io.grpc.Channel;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.PlanMessage;

/** An agent's stream. */
final class Sync {

  private Sync() {}

  /** True when a word was answered. Throws what the call is refused with. */
  static boolean once(Channel channel) {
    var answer = new Answer<PlanMessage>();
    var call = AgentServiceGrpc.newStub(channel).sync(answer);
    call.onNext(AgentMessage.getDefaultInstance());
    boolean answered = answer.first().equals(PlanMessage.getDefaultInstance());
    call.onCompleted();
    return answered;
  }
}
