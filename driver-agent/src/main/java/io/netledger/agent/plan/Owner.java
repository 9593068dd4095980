package io.netledger.agent.plan;

import java.util.Optional;

/** For whose sake something is in the kernel. */
public sealed interface Owner {

  /** The text that marks what is ours: every alias and comment of ours begins with it. */
  String MARK = "netledger:";

  /** By its id: 64 hexadecimal digits. */
  String id();

  /** What stands in the alias of this owner's interfaces, e.g. {@code netledger:network:0123…}. */
  default String mark() {
    return MARK + this;
  }

  /** Whose mark it is; empty if it is nobody's. */
  static Optional<Owner> ofMark(String mark) {
    int colon = mark.lastIndexOf(':');
    String id = mark.substring(colon + 1);
    return switch (mark.substring(0, colon + 1)) {
      case MARK + "network:" -> Optional.of(new Network(id));
      case MARK + "sandbox:" -> Optional.of(new Sandbox(id));
      case MARK + "endpoint:" -> Optional.of(new Endpoint(id));
      default -> Optional.empty();
    };
  }

  /** A network. */
  record Network(String id) implements Owner {
    @Override
    public String toString() {
      return "network:" + id;
    }
  }

  /** An endpoint of another host, by its id. Nothing in the kernel says so. */
  record Peer(String id) implements Owner {
    @Override
    public String toString() {
      return "peer:" + id;
    }
  }

  /** A service, by its id. Nothing in the kernel is its own: sandboxes call it. */
  record Service(String id) implements Owner {
    @Override
    public String toString() {
      return "service:" + id;
    }
  }

  /** A sandbox. */
  record Sandbox(String id) implements Owner {
    @Override
    public String toString() {
      return "sandbox:" + id;
    }
  }

  /** An endpoint. */
  record Endpoint(String id) implements Owner {
    @Override
    public String toString() {
      return "endpoint:" + id;
    }
  }
}
