package io.netledger.network.endpoint;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import java.util.List;

/**
 * The addresses of an endpoint.
 *
 * @param addresses with the subnet's prefix length, in the order in which they were wanted
 */
public record Addressing(List<Cidr> addresses, Mac mac) {

  public Addressing {
    addresses = List.copyOf(addresses);
  }
}
