package io.netledger.network.endpoint;

import static io.netledger.network.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.network.endpoint.EndpointCommand.ConfirmAttached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmDetached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmReleased;
import io.netledger.network.endpoint.EndpointCommand.FailEndpoint;
import io.netledger.network.endpoint.EndpointCommand.LeaveEndpoint;
import io.netledger.network.endpoint.EndpointCommand.RequestEndpoint;
import io.netledger.network.endpoint.EndpointCommand.SettleAddresses;
import io.netledger.network.endpoint.EndpointEvent.EndpointAddressed;
import io.netledger.network.endpoint.EndpointEvent.EndpointAttached;
import io.netledger.network.endpoint.EndpointEvent.EndpointDetached;
import io.netledger.network.endpoint.EndpointEvent.EndpointFailed;
import io.netledger.network.endpoint.EndpointEvent.EndpointLeaving;
import io.netledger.network.endpoint.EndpointEvent.EndpointRemoved;
import io.netledger.network.endpoint.EndpointEvent.EndpointRequested;
import io.netledger.network.failure.Failure;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An endpoint … */
class EndpointDeciderTest {

  private static final EndpointDecider ENDPOINT = new EndpointDecider();
  private static final EndpointRequest REQUEST = request("eth0");
  private static final EndpointRequested REQUESTED = new EndpointRequested(REQUEST);
  private static final Addressing ADDRESSING =
      new Addressing(List.of(Cidr.parse("192.0.2.7/24")), Mac.parse("02:42:c0:00:02:07"));
  private static final EndpointAddressed ADDRESSED = new EndpointAddressed(ADDRESSING);
  private static final EndpointAttached ATTACHED = new EndpointAttached(12);
  private static final EndpointLeaving LEAVING = new EndpointLeaving();
  private static final EndpointDetached DETACHED = new EndpointDetached(false);
  private static final Failure REFUSAL = new Failure(Reason.HOST_REFUSED, "No such device");
  private static final EndpointFailed FAILED = new EndpointFailed(REFUSAL);

  private static EndpointRequest request(String interfaceName) {
    return new EndpointRequest(
        "net-1",
        "sb-1",
        "node-1",
        List.of(new WantedAddress("pool-1", Optional.empty(), Optional.empty())),
        List.of(),
        Optional.empty(),
        interfaceName,
        1);
  }

  @Test
  void isRequestedOnce() {
    given(ENDPOINT).when(new RequestEndpoint(REQUEST)).then(REQUESTED);
    given(ENDPOINT, REQUESTED).when(new RequestEndpoint(REQUEST)).thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED)
        .when(new RequestEndpoint(REQUEST))
        .thenNothing();
  }

  @Test
  void isNotRequestedAgainAsSomethingElse() {
    given(ENDPOINT, REQUESTED)
        .when(new RequestEndpoint(request("eth7")))
        .thenRejected(Reason.ALREADY_CONNECTED);
  }

  @Test
  void getsItsAddressesOnce() {
    given(ENDPOINT, REQUESTED).when(new SettleAddresses(ADDRESSING)).then(ADDRESSED);
    given(ENDPOINT, REQUESTED, ADDRESSED).when(new SettleAddresses(ADDRESSING)).thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED)
        .when(new SettleAddresses(new Addressing(List.of(), ADDRESSING.mac())))
        .thenRejected(Reason.ALREADY_CONNECTED);
  }

  @Test
  void isAttachedOnce() {
    given(ENDPOINT, REQUESTED, ADDRESSED).when(new ConfirmAttached(12)).then(ATTACHED);
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED).when(new ConfirmAttached(15)).thenNothing();
  }

  @Test
  void isNotAttachedWithoutAddresses() {
    given(ENDPOINT, REQUESTED).when(new ConfirmAttached(12)).thenNothing();
  }

  @Test
  void failsWhenIpamOrItsHostRefuses() {
    given(ENDPOINT, REQUESTED).when(new FailEndpoint(REFUSAL)).then(FAILED);
    given(ENDPOINT, REQUESTED, ADDRESSED).when(new FailEndpoint(REFUSAL)).then(FAILED);
    given(ENDPOINT, REQUESTED, FAILED).when(new FailEndpoint(REFUSAL)).thenNothing();
  }

  @Test
  void doesNotFailOnceItWasAttached() {
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED).when(new FailEndpoint(REFUSAL)).thenNothing();
  }

  @Test
  void isRemovedAfterItFailedAndRemembersWhy() {
    given(ENDPOINT, REQUESTED, FAILED).when(new ConfirmReleased()).then(new EndpointRemoved());
    assertThat(ENDPOINT.replay(List.of(REQUESTED, FAILED, new EndpointRemoved())))
        .isEqualTo(new Endpoint.Removed(REQUEST, Optional.empty(), Optional.of(REFUSAL)));
  }

  @Test
  void leavesThenIsDetachedThenRemoved() {
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED).when(new LeaveEndpoint(false)).then(LEAVING);
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED, LEAVING)
        .when(new ConfirmDetached())
        .then(DETACHED);
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED, LEAVING, DETACHED)
        .when(new ConfirmReleased())
        .then(new EndpointRemoved());
  }

  @Test
  void leavesOnce() {
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING).when(new LeaveEndpoint(false)).thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING, DETACHED)
        .when(new LeaveEndpoint(true))
        .thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING, DETACHED)
        .when(new ConfirmDetached())
        .thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING, DETACHED, new EndpointRemoved())
        .when(new ConfirmReleased())
        .thenNothing();
  }

  @Test
  void leavesAtOnceWhenItsHostHasNotHeardOfIt() {
    given(ENDPOINT, REQUESTED).when(new LeaveEndpoint(false)).then(LEAVING, DETACHED);
  }

  @Test
  void leavesAtOnceWhenForced() {
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED)
        .when(new LeaveEndpoint(true))
        .then(LEAVING, new EndpointDetached(true));
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED, LEAVING)
        .when(new LeaveEndpoint(true))
        .then(new EndpointDetached(true));
  }

  @Test
  void ignoresWordsThatComeLate() {
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING).when(new ConfirmAttached(12)).thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING).when(new FailEndpoint(REFUSAL)).thenNothing();
    given(ENDPOINT, REQUESTED, LEAVING, DETACHED)
        .when(new SettleAddresses(ADDRESSING))
        .thenNothing();
    given(ENDPOINT, REQUESTED, ADDRESSED).when(new ConfirmDetached()).thenNothing();
  }

  @Test
  void isNotReleasedWhileItIsOnItsHost() {
    given(ENDPOINT, REQUESTED, ADDRESSED, ATTACHED)
        .when(new ConfirmReleased())
        .thenRejected(Reason.ALREADY_CONNECTED);
    given(ENDPOINT, REQUESTED, ADDRESSED, LEAVING)
        .when(new ConfirmReleased())
        .thenRejected(Reason.ALREADY_CONNECTED);
  }

  @Test
  void cannotLeaveOnceItIsGone() {
    given(ENDPOINT, REQUESTED, LEAVING, DETACHED, new EndpointRemoved())
        .when(new LeaveEndpoint(false))
        .thenRejected(Reason.NOT_CONNECTED);
    given(ENDPOINT).when(new LeaveEndpoint(false)).thenRejected(Reason.ENDPOINT_NOT_FOUND);
  }

  @Test
  void hasDockersMacAddress() {
    assertThat(DerivedMac.of(List.of(Cidr.parse("192.168.0.2/16")), "ep-1"))
        .isEqualTo(Mac.parse("02:42:c0:a8:00:02"));
    assertThat(DerivedMac.of(List.of(Cidr.parse("2001:db8::2/64")), "abc").toString())
        .as("sha256(abc) begins with ba7816bf")
        .isEqualTo("02:42:ba:78:16:bf");
  }
}
