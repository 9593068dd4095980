package io.netledger.cli.sandbox;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;

/** The calls of a sandbox's life, for the commands that need several of them. */
public final class SandboxCalls {

  private final Session session;

  public SandboxCalls(Session session) {
    this.session = session;
  }

  /** Makes a sandbox; wait and reason are filled in here. */
  public Sandbox create(CreateSandboxRequest.Builder wish) {
    var request = wish.setWait(session.waiting()).setReason(session.reason()).build();
    var about = About.sandbox(request.getName()).with(request.getHost());
    return session
        .ask(
            "creating sandbox "
                + (request.getName().isEmpty() ? "with a new name" : request.getName()),
            about,
            () -> session.sandboxes().createSandbox(request))
        .getSandbox();
  }

  /** The sandbox with its endpoints. */
  public Sandbox find(String name) {
    return find(name, new Past());
  }

  /** The sandbox with its endpoints, as it was. */
  Sandbox find(String name, Past past) {
    var request = GetSandboxRequest.newBuilder().setSandbox(name);
    past.into(request::setAsOf);
    var answer =
        session.ask(
            "reading sandbox " + name,
            About.sandbox(name),
            () -> session.sandboxes().getSandbox(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    return answer.getSandbox();
  }

  /** Connects a sandbox; wait and reason are filled in here. */
  public Endpoint connect(ConnectRequest.Builder wish) {
    var request = wish.setWait(session.waiting()).setReason(session.reason()).build();
    return session
        .ask(
            "connecting " + request.getSandbox() + " to " + request.getNetwork(),
            new About(request.getNetwork(), request.getSandbox(), ""),
            () -> session.networks().connect(request))
        .getEndpoint();
  }

  /**
   * Removes a sandbox.
   *
   * @param force disconnects it first; no error if there is none
   * @return whether there was one
   */
  public boolean remove(String name, boolean force, String requestId) {
    var request =
        RemoveSandboxRequest.newBuilder()
            .setSandbox(name)
            .setDetachEndpoints(force)
            .setAllowMissing(force)
            .setWait(session.waiting())
            .setRequestId(requestId)
            .setReason(session.reason())
            .build();
    return session
        .ask(
            "removing sandbox " + name,
            About.sandbox(name),
            () -> session.sandboxes().removeSandbox(request))
        .hasSandbox();
  }
}
