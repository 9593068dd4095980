package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServicePort;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service's port on every host … */
@Timeout(60)
class IngressTest {

  private ServiceShop shop;
  private HandDrivenAgent one;
  private HandDrivenAgent two;

  @BeforeEach
  void begin() throws IOException {
    shop = new ServiceShop();
    one = shop.host("one", "192.0.2.1");
    two = shop.host("two", "192.0.2.2");
    shop.network("over", "overlay", "10.9.0.0/24");
  }

  @AfterEach
  void end() {
    shop.close();
  }

  @Test
  void isASandboxOnEachThatPublishesIt() {
    HandDrivenAgent lonely = shop.host("lonely", "");
    Service web = publish("web", "over");
    assertThat(web.getPorts(0).getHostPort()).isEqualTo(8000);
    eventually(() -> {
      stands(one, web, "ingress.web.one");
      stands(two, web, "ingress.web.two");
      assertThat(one.peers()).hasSize(1);
      assertThat(one.services()).containsKey(web.getId());
    });
    HandDrivenAgent later = shop.host("later", "192.0.2.3");
    eventually(() -> stands(later, web, "ingress.web.later"));
    assertThat(lonely.sandboxes()).isEmpty();

    shop.remove("web");
    eventually(() -> {
      assertThat(one.sandboxes()).isEmpty();
      assertThat(one.networks()).isEmpty();
      assertThat(later.endpoints()).isEmpty();
    });
    eventually(() -> shop.removeNetwork("over"));
    assertThat(shop.world.holders()).isEmpty();
  }

  @Test
  void isNotOnABridgeNorWhereThePortIsTaken() {
    shop.network("shop", "bridge", "10.1.0.0/24");
    Rejection bridge = refused(() -> publish("web", "shop"));
    assertThat(bridge.reason()).isEqualTo(Reason.PORT_NOT_PUBLISHABLE);
    assertThat(bridge)
        .hasMessage(
            "service web is to be reached at hosts' ports, and network shop is a bridge; expected an overlay that is not internal");
    shop.sandbox("first", "two", Map.of());
    var _ =
        shop.world
            .networks()
            .connect(
                ConnectRequest.newBuilder()
                    .setNetwork("over")
                    .setSandbox("first")
                    .addPublish(PublishedPort.newBuilder().setHostPort(8000).setPort(1))
                    .build());
    Rejection taken = refused(() -> publish("web", "over"));
    assertThat(taken.reason()).isEqualTo(Reason.PORT_IN_USE);
    assertThat(taken).hasMessageContaining("sandbox first on network over");
    assertThat(shop.list()).isEmpty();
    assertThat(one.sandboxes()).isEmpty();
  }

  @Test
  void goesWithItsServiceAndItsHostAlone() {
    Service web = publish("web", "over");
    eventually(() -> stands(two, web, "ingress.web.two"));
    var rm = RemoveSandboxRequest.newBuilder().setSandbox("ingress.web.two");
    Rejection kept =
        refused(() -> shop.world.sandboxes().removeSandbox(rm.setDetachEndpoints(true).build()));
    assertThat(kept.reason()).isEqualTo(Reason.SANDBOX_IN_USE);
    assertThat(kept)
        .hasMessage(
            "the sandbox is the ingress of service web; expected that the service is removed");
    assertThat(refused(() -> shop.disconnect("over", "ingress.web.two")).reason())
        .isEqualTo(Reason.SANDBOX_IN_USE);
    two.close();
    var _ = shop.world.hosts().removeHost(RemoveHostRequest.newBuilder().setHost("two").build());
    eventually(() -> assertThat(one.peers()).isEmpty());
    HandDrivenAgent again = shop.host("two", "192.0.2.2");
    eventually(() -> stands(again, web, "ingress.web.two"));
  }

  private static void stands(HandDrivenAgent host, Service web, String name) {
    assertThat(host.sandboxes().values())
        .extracting(SandboxSpec::getName, SandboxSpec::getServiceId)
        .containsExactly(tuple(name, web.getId()));
    assertThat(host.endpoints().values())
        .flatExtracting(EndpointSpec::getPortsList)
        .anySatisfy(port -> {
          assertThat(port.getHostPort()).isEqualTo(8000);
          assertThat(port.getPort()).isEqualTo(80);
        });
  }

  private Service publish(String name, String network) {
    return shop.world
        .services()
        .createService(
            ServiceShop.request(name, network)
                .setPorts(0, ServicePort.newBuilder().setPort(80).setHostPort(8000))
                .build())
        .getService();
  }
}
