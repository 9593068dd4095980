package io.netledger.network.endpoint;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** MAC addresses as Docker derives them: locally administered, 02:42 and four octets. */
public final class DerivedMac {

  private static final int OCTETS = 4;

  private DerivedMac() {}

  /** From the IPv4 address; without one, from the endpoint's id. */
  public static Mac of(List<Cidr> addresses, String endpointId) {
    return addresses.stream()
        .filter(Cidr::isV4)
        .findFirst()
        .map(address -> of(address.address()))
        .orElseGet(() -> ofId(endpointId));
  }

  private static Mac of(IpAddress address) {
    return mac(address.octets());
  }

  /** From the SHA-256 of the endpoint's id. */
  public static Mac ofId(String endpointId) {
    try {
      return mac(
          MessageDigest.getInstance("SHA-256")
              .digest(endpointId.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Mac mac(byte[] tail) {
    byte[] octets = {0x02, 0x42, 0, 0, 0, 0};
    System.arraycopy(tail, 0, octets, octets.length - OCTETS, OCTETS);
    return Mac.of(octets);
  }
}
