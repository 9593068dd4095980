package io.netledger.cli.sandbox;

import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DnsSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a new sandbox asks for names that are not its networks': Docker's options of that. */
public final class DnsOptions {

  @Option(
      names = "--dns",
      paramLabel = "ADDRESS",
      description =
          "Name server to ask on, from within the sandbox; repeatable (default: the host's, from the host)")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--dns-search",
      paramLabel = "DOMAIN",
      description =
          "Domain that short names are looked up in; repeatable; . for none (default: the host's)")
  private List<String> search = new ArrayList<>();

  @Option(
      names = {"--dns-option", "--dns-opt"},
      paramLabel = "OPTION",
      description = "Option of resolv.conf, e.g. ndots:1; repeatable (default: the host's)")
  private List<String> options = new ArrayList<>();

  /** Says it in the request, if there is something to say. */
  public void put(CreateSandboxRequest.Builder wish) {
    DnsSettings dns =
        DnsSettings.newBuilder()
            .addAllServers(servers)
            .addAllSearch(search)
            .addAllOptions(options)
            .build();
    if (!dns.equals(DnsSettings.getDefaultInstance())) {
      wish.setDns(dns);
    }
  }
}
