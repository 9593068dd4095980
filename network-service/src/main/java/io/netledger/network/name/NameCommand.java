package io.netledger.network.name;

/** A wish about names of one kind of thing. */
public sealed interface NameCommand {

  /**
   * A thing shall have a name nobody else has.
   *
   * @param id of the thing that shall have the name
   */
  record ClaimName(String name, String id) implements NameCommand {}

  /**
   * A thing has no more use for its name.
   *
   * @param id of the thing that has the name
   */
  record FreeName(String name, String id) implements NameCommand {}
}
