package io.netledger.cli.session;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingV2Stub;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceBlockingStub;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc.JoinTokenServiceBlockingStub;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceBlockingStub;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceBlockingStub;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import io.netledger.proto.network.v1.ServiceServiceGrpc.ServiceServiceBlockingStub;
import io.netledger.wire.Refusals;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of {@code netledger}: its terminal, its options, its lines to the services. */
public final class Session implements AutoCloseable {

  /** What a service waits for a host when it is not told otherwise; see ConnectRequest.wait. */
  private static final Duration USUAL_WAIT = Duration.newBuilder().setSeconds(10).build();

  /** How much longer than asked a service may take before the call is given up. */
  private static final long GRACE_SECONDS = 20;

  private final Console console;
  private final GlobalOptions options;
  private final Deployment deployment;
  private @Nullable Services network;
  private @Nullable Services ipam;

  public Session(Console console, GlobalOptions options) {
    this.console = console;
    this.options = options;
    this.deployment = new Deployment(console, options);
  }

  public Console console() {
    return console;
  }

  public Deployment deployment() {
    return deployment;
  }

  /** Prints a part of the answer as it is. */
  public void print(String text) {
    console.out().print(text);
    console.out().flush();
  }

  /** Prints a line of the answer. */
  public void say(String line) {
    print(line + "\n");
  }

  /** Prints a line beside the answer. */
  public void note(String line) {
    console.err().println(line);
    console.err().flush();
  }

  public NetworkServiceBlockingStub networks() {
    return limited(NetworkServiceGrpc.newBlockingStub(network().channel()));
  }

  public SandboxServiceBlockingStub sandboxes() {
    return limited(SandboxServiceGrpc.newBlockingStub(network().channel()));
  }

  public ServiceServiceBlockingStub services() {
    return limited(ServiceServiceGrpc.newBlockingStub(network().channel()));
  }

  public HostServiceBlockingStub hosts() {
    return limited(HostServiceGrpc.newBlockingStub(network().channel()));
  }

  public JoinTokenServiceBlockingStub joinTokens() {
    return limited(JoinTokenServiceGrpc.newBlockingStub(network().channel()));
  }

  public IpamServiceBlockingStub pools() {
    return limited(IpamServiceGrpc.newBlockingStub(ipam().channel()));
  }

  /** The history of network-service, or of ipam-service; without a limit of time. */
  public HistoryServiceBlockingStub history(boolean ofIpam) {
    return HistoryServiceGrpc.newBlockingStub((ofIpam ? ipam() : network()).channel());
  }

  /** The same for calls that send a stream. */
  public HistoryServiceBlockingV2Stub sendingHistory(boolean ofIpam) {
    return HistoryServiceGrpc.newBlockingV2Stub((ofIpam ? ipam() : network()).channel());
  }

  /** Address of network-service, as it will be, or was, connected to. */
  public String serviceAddress() {
    return network().address();
  }

  /** The caller's reason; empty: none. */
  public String reason() {
    return options.reason();
  }

  /**
   * A request's id out of the caller's; empty: the caller gave none.
   *
   * @param part tells the requests of one command from each other; "" for the only one
   */
  public String requestId(String part) {
    String id = options.requestId();
    return id.isEmpty() || part.isEmpty() ? id : id + "." + part;
  }

  /** How long a service is to wait for a host. */
  public Duration waiting() {
    return options.waiting().orElse(USUAL_WAIT);
  }

  /**
   * Calls network-service; says what is waited for when it takes long, and turns what goes wrong
   * into a failure.
   */
  public <T> T ask(String waitingFor, About about, Supplier<T> call) {
    return ask(network(), waitingFor, about, call);
  }

  /** Calls ipam-service likewise. */
  public <T> T askIpam(String waitingFor, Supplier<T> call) {
    return ask(ipam(), waitingFor, About.ALL, call);
  }

  private <T> T ask(Services line, String waitingFor, About about, Supplier<T> call) {
    try {
      return Patience.during(waitingFor, console.err(), call);
    } catch (StatusRuntimeException e) {
      throw failure(line, about, e);
    }
  }

  private Failure failure(Services line, About about, StatusRuntimeException e) {
    if (options.debug()) {
      e.printStackTrace(console.err());
    }
    return Refusals.of(e)
        .map(rejection -> Failure.refused(Complaint.of(rejection, about)))
        .orElseGet(() -> unexpected(line, e.getStatus()));
  }

  private static Failure unexpected(Services line, Status status) {
    String words =
        status.getDescription() == null ? status.getCode().toString() : status.getDescription();
    return switch (status.getCode()) {
      case UNAVAILABLE -> line.away(cause(status, words));
      case DEADLINE_EXCEEDED ->
          Failure.refused(
              "No answer in time from "
                  + line.address()
                  + ". Whether it was carried out is not known: look with ls, or send it again with the same"
                  + " --request-id.");
      default ->
          Failure.refused("Error response from daemon: " + words + " (" + status.getCode() + ")");
    };
  }

  private static String cause(Status status, String words) {
    Throwable cause = status.getCause();
    return cause == null || cause.getMessage() == null
        ? words
        : words + ": " + cause.getMessage() + deeper(cause.getCause());
  }

  /** Why a handshake has failed stands under what gRPC says. */
  private static String deeper(@Nullable Throwable cause) {
    return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
  }

  private <S extends AbstractStub<S>> S limited(S stub) {
    return stub.withDeadlineAfter(waiting().getSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
  }

  private Services network() {
    if (network == null) {
      network = new Services("network-service", deployment.service(), deployment::tls);
    }
    return network;
  }

  private Services ipam() {
    if (ipam == null) {
      ipam = new Services("ipam-service", deployment.ipam(), deployment::tls);
    }
    return ipam;
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
    }
    if (ipam != null) {
      ipam.close();
    }
  }
}
