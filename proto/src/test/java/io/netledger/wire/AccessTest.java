package io.netledger.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.identity.Identity;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.join.v1.JoinServiceGrpc;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc;
import io.netledger.proto.join.v1.RenewalServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static final Identity CLIENT = new Identity.Client("alice");
  private static final Identity HOST = new Identity.Host("h1");
  private static final Identity SERVICE = new Identity.Service("network-service");
  private static final String REFLECTION = "grpc.reflection.v1.ServerReflection";

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z0-9.]+);");
  private static final Pattern NAME = Pattern.compile("(?m)^service ([A-Za-z]+) ");

  @Test
  void clientsAskForNetworksAndPlayNeitherHostNorService() {
    for (String service :
        List.of(
            NetworkServiceGrpc.SERVICE_NAME,
            SandboxServiceGrpc.SERVICE_NAME,
            ServiceServiceGrpc.SERVICE_NAME,
            HostServiceGrpc.SERVICE_NAME,
            HistoryServiceGrpc.SERVICE_NAME,
            IpamServiceGrpc.SERVICE_NAME,
            JoinTokenServiceGrpc.SERVICE_NAME,
            REFLECTION)) {
      assertThat(Access.allows(CLIENT, service)).as(service).isTrue();
    }
    assertThat(Access.allows(CLIENT, AgentServiceGrpc.SERVICE_NAME)).isFalse();
    assertThat(Access.allows(CLIENT, RenewalServiceGrpc.SERVICE_NAME)).isFalse();
  }

  @Test
  void hostsHearTheirPlanAndRenewTheirCertificateAndNothingElse() throws IOException {
    assertThat(contract().stream().filter(service -> Access.allows(HOST, service)))
        .containsExactlyInAnyOrder(AgentServiceGrpc.SERVICE_NAME, RenewalServiceGrpc.SERVICE_NAME);
    assertThat(Access.allows(HOST, REFLECTION)).isFalse();
  }

  @Test
  void servicesAskForAddressesOnly() throws IOException {
    assertThat(contract().stream().filter(service -> Access.allows(SERVICE, service)))
        .containsExactly(IpamServiceGrpc.SERVICE_NAME);
    assertThat(Access.allows(SERVICE, REFLECTION)).isFalse();
  }

  /** JoinService is served where nobody has a certificate yet, so no certificate opens it. */
  @Test
  void everyServiceOfTheContractIsForSomebody() throws IOException {
    assertThat(contract()).hasSizeGreaterThan(8);
    assertThat(
            contract().stream()
                .filter(service -> !Access.allows(CLIENT, service))
                .filter(service -> !Access.allows(HOST, service))
                .filter(service -> !Access.allows(SERVICE, service)))
        .as("services that no kind of certificate may call: give them a row in Access")
        .containsExactly(JoinServiceGrpc.SERVICE_NAME);
  }

  /** Full names of all services in the contract. */
  private static List<String> contract() throws IOException {
    List<String> services = new ArrayList<>();
    try (var files = Files.walk(Path.of("src/main/proto"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".proto")).toList()) {
        String text = Files.readString(file);
        String home = PACKAGE.matcher(text).results().findFirst().orElseThrow().group(1);
        NAME.matcher(text).results().forEach(name -> services.add(home + "." + name.group(1)));
      }
    }
    return services;
  }
}
