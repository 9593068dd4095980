package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import java.util.List;

/**
 * How a sandbox asks for names that are not its networks'. What is empty is as on its host.
 *
 * @param servers asked in this order, from within the sandbox
 * @param search domains that a short name is looked up in; "." alone: none
 * @param options as after "options" in resolv.conf(5)
 */
public record Dns(List<IpAddress> servers, List<String> search, List<String> options) {

  /** All as on the host. */
  public static final Dns OF_HOST = new Dns(List.of(), List.of(), List.of());

  public Dns {
    servers = List.copyOf(servers);
    search = List.copyOf(search);
    options = List.copyOf(options);
  }
}
