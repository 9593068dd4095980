package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.network.v1.Balancing;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.GetServiceRequest;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServicePort;
import io.netledger.proto.network.v1.ServiceState;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services: one name and one address for many sandboxes. */
@Timeout(60)
class ServiceTest {

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
  void haveAnAddressOfTheirNetwork() {
    shop.network("shop", "bridge", "10.1.0.0/24");
    Service web = shop.create("web", "shop");

    assertThat(web.getState()).isEqualTo(ServiceState.SERVICE_STATE_READY);
    assertThat(web.getNetwork()).isEqualTo("shop");
    assertThat(web.getBalancing()).isEqualTo(Balancing.BALANCING_ROUND_ROBIN);
    assertThat(web.getPorts(0).getTargetPort()).isEqualTo(80);
    assertThat(web.getAddressesList()).hasSize(1);
    assertThat(Cidr.parse("10.1.0.0/24").contains(IpAddress.parse(web.getAddresses(0)))).isTrue();
    assertThat(shop.world.holders()).contains(web.getId());
    assertThat(shop.get("web")).isEqualTo(web);
    assertThat(shop.get(web.getId().substring(0, 12))).isEqualTo(web);
    assertThat(shop.list("network=shop", "label=k=v")).containsExactly(web);
    assertThat(shop.list("name=x")).isEmpty();
    assertThat(shop.world.events("service=web"))
        .extracting(Event::getSummary)
        .contains(
            "service web was asked for on network shop at 80/tcp, for sandboxes with app=web, by round robin",
            "service web is reached at " + web.getAddresses(0));

    var _ =
        shop.world
            .services()
            .removeService(RemoveServiceRequest.newBuilder().setService("web").build());
    assertThat(shop.world.holders()).doesNotContain(web.getId());
    assertThat(refused(() -> shop.get("web")).reason()).isEqualTo(Reason.SERVICE_NOT_FOUND);
    var then = AsOf.newBuilder().setRevision(revisionOf("ServiceAddressed"));
    assertThat(
            shop.world
                .services()
                .getService(GetServiceRequest.newBuilder().setService("web").setAsOf(then).build())
                .getService())
        .isEqualTo(web);
    assertThat(shop.create("web", "shop").getId()).isNotEqualTo(web.getId());
  }

  @Test
  void keepTheirNetwork() {
    shop.network("shop", "bridge", "10.1.0.0/24");
    shop.create("web", "shop");
    shop.create("api", "shop");
    Rejection used = refused(() -> shop.removeNetwork("shop"));
    assertThat(used.reason()).isEqualTo(Reason.NETWORK_IN_USE);
    assertThat(used).hasMessage("network shop has services: api, web");
    assertThat(
            shop.world
                .networks()
                .pruneNetworks(PruneNetworksRequest.getDefaultInstance())
                .getNetworksList())
        .isEmpty();
    var _ =
        shop.world
            .networks()
            .renameNetwork(
                RenameNetworkRequest.newBuilder().setNetwork("shop").setName("mall").build());
    assertThat(shop.get("web").getNetwork()).isEqualTo("mall");
    assertThat(shop.list("network=mall")).hasSize(2);
    shop.remove("web");
    shop.remove("api");
    shop.removeNetwork("mall");
    assertThat(shop.world.holders()).isEmpty();
  }

  @Test
  void refuseWhatCannotBe() {
    shop.network("shop", "bridge", "10.1.0.0/24");
    shop.network("tiny", "bridge", "10.2.0.0/30");
    shop.network("wire", "macvlan", "10.3.0.0/24");
    shop.create("web", "shop");
    assertThat(refused(() -> shop.create("web", "shop")).reason()).isEqualTo(Reason.NAME_TAKEN);
    assertThat(refused(() -> shop.create("x", "nowhere")).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
    assertThat(refused(() -> shop.create("x", "bridge")).reason())
        .isEqualTo(Reason.NETWORK_PREDEFINED);
    Rejection unfit = refused(() -> shop.create("x", "wire"));
    assertThat(unfit.reason()).isEqualTo(Reason.SERVICE_UNSUPPORTED);
    assertThat(unfit)
        .hasMessage("network wire has driver macvlan; expected bridge or overlay for a service");
    shop.create("first", "tiny");
    assertThat(refused(() -> shop.create("second", "tiny")).reason())
        .isEqualTo(Reason.ADDRESSES_EXHAUSTED);
    eventually(() -> assertThat(shop.list("name=second")).isEmpty());
    assertThat(refused(() -> shop.remove("x")).reason()).isEqualTo(Reason.SERVICE_NOT_FOUND);
    var plain = CreateServiceRequest.newBuilder().setName("x").setNetwork("shop");
    assertThat(refused(() -> shop.world.services().createService(plain.build())))
        .hasMessage("ports has 0 ports; expected 1 to 64");
    plain.addPorts(ServicePort.newBuilder().setPort(80));
    assertThat(refused(() -> shop.world.services().createService(plain.build())))
        .hasMessage("selector has 0 labels; expected 1 to 16");
    plain.putSelector("a", "b").addPorts(ServicePort.newBuilder().setPort(80).setTargetPort(1));
    assertThat(refused(() -> shop.world.services().createService(plain.build())))
        .hasMessage("ports has 80/tcp twice");
  }

  @Test
  void areMadeWhenIpamIsBackAndTakenUpByTheNextProcess() throws IOException {
    shop.network("shop", "bridge", "10.1.0.0/24");
    shop.world.stopIpam();
    var request = ServiceShop.request("web", "shop").setRequestId("once").build();
    assertThat(refused(() -> shop.world.services().createService(request)).reason())
        .isEqualTo(Reason.IPAM_UNAVAILABLE);
    shop.world.restartService();
    shop.world.restartIpam();
    eventually(
        () -> assertThat(shop.get("web").getState()).isEqualTo(ServiceState.SERVICE_STATE_READY));
    assertThat(shop.world.services().createService(request).getService())
        .isEqualTo(shop.get("web"));
  }

  private long revisionOf(String type) {
    return shop.world.events().stream()
        .filter(event -> event.getType().endsWith("." + type))
        .mapToLong(Event::getRevision)
        .findFirst()
        .orElseThrow();
  }
}
