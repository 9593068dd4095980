package io.netledger.cli.history;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.GetServiceRequest;

/** Finds the stream of a thing by the name that its user knows it by. */
final class Things {

  private static final int ID_DIGITS = 64;

  private final Session session;

  Things(Session session) {
    this.session = session;
  }

  /** "network/br0" as "network/" and the id; other kinds as they are. */
  String stream(String thing) {
    int slash = thing.indexOf('/');
    if (slash <= 0 || slash == thing.length() - 1) {
      throw Failure.usage(
          "\"" + thing + "\" names nothing; expected KIND/NAME such as network/br0 or sandbox/web");
    }
    String kind = thing.substring(0, slash);
    String name = thing.substring(slash + 1);
    if (name.length() == ID_DIGITS) {
      return thing;
    }
    return kind + "/" + id(kind, name);
  }

  private String id(String kind, String name) {
    return switch (kind) {
      case "network" ->
          session
              .ask(
                  "reading network " + name,
                  About.network(name),
                  () ->
                      session
                          .networks()
                          .getNetwork(GetNetworkRequest.newBuilder().setNetwork(name).build()))
              .getNetwork()
              .getId();
      case "sandbox" ->
          session
              .ask(
                  "reading sandbox " + name,
                  About.sandbox(name),
                  () ->
                      session
                          .sandboxes()
                          .getSandbox(GetSandboxRequest.newBuilder().setSandbox(name).build()))
              .getSandbox()
              .getId();
      case "service" ->
          session
              .ask(
                  "reading service " + name,
                  About.ALL.with(name),
                  () ->
                      session
                          .services()
                          .getService(GetServiceRequest.newBuilder().setService(name).build()))
              .getService()
              .getId();
      default -> name;
    };
  }
}
