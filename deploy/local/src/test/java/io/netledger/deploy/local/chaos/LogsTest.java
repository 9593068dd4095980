package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.netledger.deploy.local.chaos.Journal.Line;
import io.netledger.proto.events.v1.AddressAllocated;
import io.netledger.proto.events.v1.AddressReleased;
import io.netledger.proto.events.v1.EndpointAddressed;
import io.netledger.proto.events.v1.EndpointAttached;
import io.netledger.proto.events.v1.EndpointRequested;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.network.v1.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Checks checks = new Checks(new PrintStream(printed, true, UTF_8));
  private final List<Event> events = new ArrayList<>();

  @TempDir Path directory;

  private void event(String stream, String request, Message payload) {
    events.add(
        Event.newBuilder()
            .setRevision(events.size() + 1L)
            .setStream(stream)
            .setRequestId(request)
            .setType(payload.getDescriptorForType().getFullName())
            .setPayload(Any.pack(payload))
            .build());
  }

  private void allocated(String address, String holder) {
    event(
        "pool/p", "", AddressAllocated.newBuilder().setAddress(address).setHolder(holder).build());
  }

  private static Address held(String address, String holder) {
    return Address.newBuilder().setPoolId("p").setAddress(address).setHolder(holder).build();
  }

  private Story connected() {
    Path file = directory.resolve("journal");
    try (var journal = Journal.open(file)) {
      journal.write(new Line.Sent("r1", true, "box", "net"));
      journal.write(new Line.Answered("r1", "e1", "ATTACHED"));
    }
    return Story.of(file);
  }

  @Test
  void agreeWithAnswersAndViews() {
    event("endpoint/e1", "r1", EndpointRequested.getDefaultInstance());
    event("endpoint/e1", "", EndpointAttached.getDefaultInstance());
    var log = new NetworkLog(events);
    log.check(checks, connected());
    log.check(checks, List.of(Endpoint.newBuilder().setId("e1").build()));

    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  private void addressed(String id, String network, String host, String address) {
    event(
        "endpoint/" + id,
        "r-" + id,
        EndpointRequested.newBuilder().setNetworkId(network).setHost(host).build());
    event("endpoint/" + id, "", EndpointAddressed.newBuilder().addAddresses(address).build());
  }

  @Test
  void countAnAddressThatComesToAnotherHostAsAMove() {
    addressed("e1", "n", "host-1", "10.0.0.2/24");
    addressed("e2", "n", "host-1", "10.0.0.2/24");
    addressed("e3", "other", "host-2", "10.0.0.2/24");
    assertThat(new NetworkLog(events).moves()).isZero();
    addressed("e4", "n", "host-2", "10.0.0.2/24");
    addressed("e5", "n", "host-1", "10.0.0.2/24");
    assertThat(new NetworkLog(events).moves()).isEqualTo(2);
  }

  @Test
  void showARequestThatMadeTwoEndpoints() {
    event("endpoint/e1", "r1", EndpointRequested.getDefaultInstance());
    event("endpoint/e2", "r1", EndpointRequested.getDefaultInstance());
    new NetworkLog(events).check(checks, connected());

    assertThat(printed.toString(UTF_8)).contains("no request has two endpoints", "r1");
  }

  @Test
  void showAnEndpointThatTheViewDoesNotHave() {
    event("endpoint/e1", "r1", EndpointRequested.getDefaultInstance());
    event("endpoint/e1", "", EndpointAttached.getDefaultInstance());
    new NetworkLog(events).check(checks, List.<Endpoint>of());

    assertThat(printed.toString(UTF_8)).contains("is attached in the view", "missing: e1");
  }

  @Test
  void showAnAddressThatWasGivenOutTwice() {
    allocated("192.0.2.2", "e1");
    allocated("192.0.2.2", "e2");
    new IpamLog(events).check(checks, List.of(held("192.0.2.2/24", "e2")));

    assertThat(printed.toString(UTF_8)).contains("given out while held by e1");
  }

  @Test
  void showAnAddressThatTheViewStillHas() {
    allocated("192.0.2.2", "e1");
    event(
        "pool/p", "", AddressReleased.newBuilder().setAddress("192.0.2.2").setHolder("e1").build());
    new IpamLog(events).check(checks, List.of(held("192.0.2.2/24", "e1")));

    assertThat(printed.toString(UTF_8)).contains("too much: pool/p 192.0.2.2=e1");
  }
}
