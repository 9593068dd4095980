package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.proto.agent.v1.ServiceSpec;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is behind a service, as hosts and clients are told … */
@Timeout(60)
class ServiceBackendsTest {

  private ServiceShop shop;

  @BeforeEach
  void begin() throws IOException {
    shop = new ServiceShop();
  }

  @AfterEach
  void end() {
    shop.close();
  }

  @Test
  void leadToTheSandboxesWithTheirLabels() {
    HandDrivenAgent one = shop.host("one", "192.0.2.1");
    HandDrivenAgent two = shop.host("two", "192.0.2.2");
    HandDrivenAgent three = shop.host("three", "192.0.2.3");
    shop.network("over", "overlay", "10.9.0.0/24");
    shop.sandbox("web1", "one", Map.of("app", "web", "more", "x"));
    shop.sandbox("web2", "two", Map.of("app", "web"));
    shop.sandbox("db", "two", Map.of("app", "db"));
    String web1 = shop.connect("over", "web1");
    shop.create("web", "over");
    String web2 = shop.connect("over", "web2");
    shop.connect("over", "db");

    eventually(() -> {
      assertThat(backendsAt(one)).containsExactlyInAnyOrder(web1, web2);
      assertThat(backendsAt(two)).isEqualTo(backendsAt(one));
    });
    assertThat(three.services()).isEmpty();
    assertThat(shop.get("web").getBackendsList())
        .extracting(Endpoint::getSandbox)
        .containsExactly("web1", "web2");

    shop.disconnect("over", "web2");
    eventually(() -> assertThat(backendsAt(one)).containsExactly(web1));
    shop.disconnect("over", "web1");
    eventually(() -> {
      assertThat(one.services()).isEmpty();
      assertThat(backendsAt(two)).isEmpty();
    });
    shop.remove("web");
    eventually(() -> assertThat(two.services()).isEmpty());
  }

  /** One that its host has not brought about yet gets no callers. */
  @Test
  void leadToNobodyWhoIsNotThere() {
    HandDrivenAgent one = shop.host("one", "192.0.2.1");
    HandDrivenAgent two = shop.host("two", "192.0.2.2");
    shop.network("over", "overlay", "10.9.0.0/24");
    shop.sandbox("web1", "one", Map.of("app", "web"));
    shop.sandbox("web2", "two", Map.of("app", "web"));
    shop.create("web", "over");
    String web1 = shop.connect("over", "web1");
    two.beSilent();
    String web2 =
        shop.world
            .networks()
            .connect(
                ConnectRequest.newBuilder()
                    .setNetwork("over")
                    .setSandbox("web2")
                    .setWait(Duration.getDefaultInstance())
                    .build())
            .getEndpoint()
            .getId();
    eventually(() -> assertThat(one.peers()).containsKey(web2));
    assertThat(backendsAt(one)).containsExactly(web1);
    two.speak();
    eventually(() -> assertThat(backendsAt(one)).hasSize(2));
  }

  /** A bridge is another one on each host. */
  @Test
  void leadOnABridgeToThoseOfTheSameHost() {
    HandDrivenAgent one = shop.host("one", "");
    HandDrivenAgent two = shop.host("two", "");
    shop.network("shop", "bridge", "10.1.0.0/24");
    shop.sandbox("web1", "one", Map.of("app", "web"));
    shop.sandbox("web2", "two", Map.of("app", "web"));
    shop.create("web", "shop");
    String web1 = shop.connect("shop", "web1");
    String web2 = shop.connect("shop", "web2");
    eventually(() -> {
      assertThat(backendsAt(one)).containsExactly(web1);
      assertThat(backendsAt(two)).containsExactly(web2);
    });
  }

  private static List<String> backendsAt(HandDrivenAgent agent) {
    return agent.services().values().stream()
        .map(ServiceSpec::getBackendsList)
        .flatMap(List::stream)
        .toList();
  }
}
