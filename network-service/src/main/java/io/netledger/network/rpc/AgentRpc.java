package io.netledger.network.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.network.hosts.HostSessions;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc.AgentServiceImplBase;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.wire.Caller;
import io.netledger.wire.Denials;

/** AgentService on the wire. What is said in a stream is in {@link AgentStream}. */
public final class AgentRpc extends AgentServiceImplBase {

  private final HostSessions sessions;
  private final Denials denials;

  /**
   * Serves agents.
   *
   * @param denials hears of agents that say they are another host than their certificates
   */
  public AgentRpc(HostSessions sessions, Denials denials) {
    this.sessions = sessions;
    this.denials = denials;
  }

  @Override
  public StreamObserver<AgentMessage> sync(StreamObserver<PlanMessage> plans) {
    var call = (ServerCallStreamObserver<PlanMessage>) plans;
    var stream = new AgentStream(call, sessions, Caller.current(), denials);
    call.setOnReadyHandler(stream::ready);
    call.setOnCancelHandler(stream::end);
    return stream;
  }
}
