package io.netledger.cli;

import static io.netledger.cli.FakeNetworks.answer;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.CreateSandboxResponse;
import io.netledger.proto.network.v1.DrainHostRequest;
import io.netledger.proto.network.v1.DrainHostResponse;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetHostResponse;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.GetSandboxResponse;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostDrift;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceImplBase;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListHostsResponse;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.ListSandboxesResponse;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveHostResponse;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RemoveSandboxResponse;
import io.netledger.proto.network.v1.RemovedEndpoint;
import io.netledger.proto.network.v1.RemovedSandbox;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxMode;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceImplBase;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.proto.network.v1.UndrainHostRequest;
import io.netledger.proto.network.v1.UndrainHostResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/**
 * SandboxService and HostService in memory. All sandboxes have one namespace, which the test has
 * made.
 */
final class FakeSandboxes extends SandboxServiceImplBase {

  private final FakeLedger ledger;

  /** File of the namespace. */
  volatile String netns = "/nowhere/at/all";

  FakeSandboxes(FakeLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void createSandbox(
      CreateSandboxRequest request, StreamObserver<CreateSandboxResponse> response) {
    ledger.requests.add(request);
    String name = request.getName().isEmpty() ? "made-up" : request.getName();
    if (ledger.sandboxes.stream().anyMatch(sandbox -> sandbox.getName().equals(name))) {
      throw new Rejection(Reason.NAME_TAKEN, "a sandbox has it");
    }
    String host = request.getHost().isEmpty() ? "h1" : request.getHost();
    Sandbox made =
        Sandbox.newBuilder()
            .setId(ledger.id(name))
            .setName(name)
            .setHost(host)
            .setMode(request.getMode())
            .setDonorId(
                request.getDonor().isEmpty() ? "" : ledger.sandbox(request.getDonor()).getId())
            .setDonor(request.getDonor())
            .putAllLabels(request.getLabelsMap())
            .setState(
                host.equals("away")
                    ? SandboxState.SANDBOX_STATE_PENDING
                    : SandboxState.SANDBOX_STATE_READY)
            .setNetnsPath(host.equals("away") ? "" : netns)
            .build();
    ledger.sandboxes.add(made);
    answer(response, CreateSandboxResponse.newBuilder().setSandbox(made).build());
  }

  @Override
  public void getSandbox(GetSandboxRequest request, StreamObserver<GetSandboxResponse> response) {
    Sandbox sandbox = ledger.sandbox(request.getSandbox());
    var endpoints =
        ledger.endpoints.stream().filter(e -> e.getSandboxId().equals(sandbox.getId())).toList();
    answer(
        response,
        GetSandboxResponse.newBuilder()
            .setSandbox(sandbox.toBuilder().addAllEndpoints(endpoints))
            .build());
  }

  @Override
  public void listSandboxes(
      ListSandboxesRequest request, StreamObserver<ListSandboxesResponse> response) {
    List<Sandbox> wanted =
        ledger.sandboxes.stream()
            .filter(sandbox ->
                !request.getFilterList().contains("mode=host")
                    || sandbox.getMode() == SandboxMode.SANDBOX_MODE_HOST)
            .toList();
    answer(response, ListSandboxesResponse.newBuilder().addAllSandboxes(wanted).build());
  }

  @Override
  public void removeSandbox(
      RemoveSandboxRequest request, StreamObserver<RemoveSandboxResponse> response) {
    ledger.requests.add(request);
    Sandbox sandbox = ledger.sandbox(request.getSandbox());
    if (request.getDetachEndpoints()) {
      ledger.endpoints.removeIf(endpoint -> endpoint.getSandboxId().equals(sandbox.getId()));
    } else if (ledger.endpoints.stream().anyMatch(e -> e.getSandboxId().equals(sandbox.getId()))) {
      throw new Rejection(Reason.SANDBOX_IN_USE, sandbox.getName() + " is connected");
    }
    ledger.sandboxes.remove(sandbox);
    answer(response, RemoveSandboxResponse.newBuilder().setSandbox(sandbox).build());
  }

  /** One host. */
  static final class Hosts extends HostServiceImplBase {

    private final FakeLedger ledger;

    Hosts(FakeLedger ledger) {
      this.ledger = ledger;
    }

    private static final Host HOST =
        Host.newBuilder()
            .setName("h1")
            .setConnected(true)
            .setAppliedRevision(7)
            .setPlanRevision(8)
            .addAllCapabilities(List.of("bridge", "veth"))
            .putMissing("vlan", "Unknown device type")
            .putMissing("ipvlan", "Unknown device type")
            .setLag(1)
            .setDriftCount(3)
            .setLastDrift(
                HostDrift.newBuilder()
                    .setFound("bridge br-1 was gone")
                    .setFoundAt(Timestamp.newBuilder().setSeconds(1_767_225_600))
                    .setRepaired(true))
            .build();

    @Override
    public void getHost(GetHostRequest request, StreamObserver<GetHostResponse> response) {
      if (!request.getHost().equals(HOST.getName())) {
        throw new Rejection(Reason.HOST_NOT_FOUND, "no host is named " + request.getHost());
      }
      answer(response, GetHostResponse.newBuilder().setHost(HOST).build());
    }

    @Override
    public void drainHost(DrainHostRequest request, StreamObserver<DrainHostResponse> response) {
      ledger.requests.add(request);
      answer(response, DrainHostResponse.newBuilder().setHost(HOST).build());
    }

    @Override
    public void undrainHost(
        UndrainHostRequest request, StreamObserver<UndrainHostResponse> response) {
      ledger.requests.add(request);
      answer(response, UndrainHostResponse.newBuilder().setHost(HOST).build());
    }

    @Override
    public void removeHost(RemoveHostRequest request, StreamObserver<RemoveHostResponse> response) {
      ledger.requests.add(request);
      if (!request.getDetachEndpoints()) {
        throw new Rejection(Reason.HOST_IN_USE, "host h1 has sandboxes: web");
      }
      answer(
          response,
          RemoveHostResponse.newBuilder()
              .setHost(HOST.getName())
              .addSandboxes(
                  RemovedSandbox.newBuilder()
                      .setName("web")
                      .addEndpoints(
                          RemovedEndpoint.newBuilder()
                              .setNetwork("br0")
                              .addAddresses("192.168.0.2/16")))
              .build());
    }

    @Override
    public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> response) {
      answer(response, ListHostsResponse.newBuilder().setRevision(42).addHosts(HOST).build());
    }
  }
}
