package io.netledger.agent.netlink.route;

/** Which link: by the kernel's number or by name. */
public sealed interface LinkRef {

  /** A link by its index: 1 or more. */
  record Index(int index) implements LinkRef {
    @Override
    public String toString() {
      return "#" + index;
    }
  }

  /** A link by its name: 1 to 15 bytes. */
  record Name(String name) implements LinkRef {
    @Override
    public String toString() {
      return name;
    }
  }

  static LinkRef link(int index) {
    return new Index(index);
  }

  static LinkRef link(String name) {
    return new Name(name);
  }
}
