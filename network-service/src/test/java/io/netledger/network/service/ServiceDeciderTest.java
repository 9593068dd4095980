package io.netledger.network.service;

import static io.netledger.network.Story.given;

import io.netledger.address.IpAddress;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.port.Protocol;
import io.netledger.network.service.ServiceCommand.ConfirmReleased;
import io.netledger.network.service.ServiceCommand.FailService;
import io.netledger.network.service.ServiceCommand.RemoveService;
import io.netledger.network.service.ServiceCommand.RequestService;
import io.netledger.network.service.ServiceCommand.SettleAddresses;
import io.netledger.network.service.ServiceEvent.ServiceAddressed;
import io.netledger.network.service.ServiceEvent.ServiceFailed;
import io.netledger.network.service.ServiceEvent.ServiceRemoved;
import io.netledger.network.service.ServiceEvent.ServiceRemoving;
import io.netledger.network.service.ServiceEvent.ServiceRequested;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service … */
public class ServiceDeciderTest {

  private static final ServiceDecider SERVICE = new ServiceDecider();
  private static final List<IpAddress> ADDRESSES = List.of(IpAddress.parse("10.1.0.9"));
  private static final Failure FULL = new Failure(Reason.ADDRESSES_EXHAUSTED, "full");

  public static final ServiceRequest REQUEST = request(Balancing.SOURCE_HASH, 0);
  public static final ServiceRequest PUBLISHED = request(Balancing.SOURCE_HASH, 8000);

  private static ServiceRequest request(Balancing balancing, int hostPort) {
    return new ServiceRequest(
        "web",
        "net-1",
        List.of(new ServicePort(80, 8080, Protocol.TCP, hostPort)),
        balancing,
        Map.of("app", "web"),
        Map.of("k", "v"),
        List.of(new WantedAddress("pool-1", Optional.empty(), Optional.empty())));
  }

  @Test
  void isAskedForThenReadyThenGone() {
    given(SERVICE).when(new RequestService(REQUEST)).then(new ServiceRequested(REQUEST));
    given(SERVICE, new ServiceRequested(REQUEST))
        .when(new SettleAddresses(ADDRESSES))
        .then(new ServiceAddressed(ADDRESSES));
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceAddressed(ADDRESSES))
        .when(new RemoveService())
        .then(new ServiceRemoving());
    given(
            SERVICE,
            new ServiceRequested(REQUEST),
            new ServiceAddressed(ADDRESSES),
            new ServiceRemoving())
        .when(new ConfirmReleased())
        .then(new ServiceRemoved());
  }

  @Test
  void givesBackWhatItWasGivenBeforeItWasRefused() {
    given(SERVICE, new ServiceRequested(REQUEST))
        .when(new FailService(FULL))
        .then(new ServiceFailed(FULL));
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceFailed(FULL))
        .when(new ConfirmReleased())
        .then(new ServiceRemoved());
  }

  @Test
  void canGoBeforeItHasAddresses() {
    given(SERVICE, new ServiceRequested(REQUEST))
        .when(new RemoveService())
        .then(new ServiceRemoving());
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceRemoving())
        .when(new SettleAddresses(ADDRESSES))
        .thenNothing();
  }

  @Test
  void hearsEverythingTwiceWithoutHarm() {
    given(SERVICE, new ServiceRequested(REQUEST)).when(new RequestService(REQUEST)).thenNothing();
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceAddressed(ADDRESSES))
        .when(new SettleAddresses(ADDRESSES))
        .thenNothing();
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceRemoving())
        .when(new RemoveService())
        .thenNothing();
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceRemoving(), new ServiceRemoved())
        .when(new ConfirmReleased())
        .thenNothing();
  }

  @Test
  void isNotAnotherOneOfItsId() {
    given(SERVICE, new ServiceRequested(REQUEST))
        .when(new RequestService(request(Balancing.RANDOM, 0)))
        .thenRejected(
            Reason.NAME_TAKEN,
            "the service exists as " + REQUEST + ", not as " + request(Balancing.RANDOM, 0));
  }

  @Test
  void isNotThereBeforeAndAfter() {
    given(SERVICE)
        .when(new RemoveService())
        .thenRejected(Reason.SERVICE_NOT_FOUND, "no such service");
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceRemoving(), new ServiceRemoved())
        .when(new RemoveService())
        .thenRejected(Reason.SERVICE_NOT_FOUND, "service web is no longer there");
    given(SERVICE, new ServiceRequested(REQUEST), new ServiceAddressed(ADDRESSES))
        .when(new ConfirmReleased())
        .thenRejected(Reason.ADDRESS_IN_USE, "service web still needs its addresses");
  }
}
