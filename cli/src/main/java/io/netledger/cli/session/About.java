package io.netledger.cli.session;

/**
 * What a call is about, in the user's own words; a refusal repeats them.
 *
 * @param network name or id as typed, or empty
 * @param sandbox name or id as typed, or empty
 * @param detail what else Docker's text of the refusal would name: a driver, a host; or empty
 */
public record About(String network, String sandbox, String detail) {

  /** Nothing in particular. */
  public static final About ALL = new About("", "", "");

  /** A network. */
  public static About network(String network) {
    return new About(network, "", "");
  }

  /** A sandbox. */
  public static About sandbox(String sandbox) {
    return new About("", sandbox, "");
  }

  /** This and another detail. */
  public About with(String otherDetail) {
    return new About(network, sandbox, otherDetail);
  }
}
