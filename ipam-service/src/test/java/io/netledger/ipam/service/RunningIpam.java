package io.netledger.ipam.service;

import io.grpc.StatusRuntimeException;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.postgres.TestDatabase;
import io.netledger.ipam.IpamService;
import io.netledger.ipam.rpc.Offer;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceBlockingStub;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The service, whole, on a real PostgreSQL and a socket of its own, for one test class. */
public final class RunningIpam implements BeforeAllCallback, AfterAllCallback {

  private final TestDatabase database = TestDatabase.empty();
  private final Offer offer;
  private @Nullable Replica first;

  public RunningIpam() {
    this(Offer.DOCKERS);
  }

  public RunningIpam(Offer offer) {
    this.offer = offer;
  }

  /** One replica of the service, and a client of it. */
  public record Replica(IpamService service, WireChannel channel, Path directory)
      implements AutoCloseable {

    public IpamServiceBlockingStub ipam() {
      return IpamServiceGrpc.newBlockingStub(channel.grpc())
          .withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    public List<Event> events(String... filter) {
      return HistoryServiceGrpc.newBlockingStub(channel.grpc())
          .listEvents(
              ListEventsRequest.newBuilder()
                  .addAllFilter(List.of(filter))
                  .setPageSize(1000)
                  .build())
          .getEventsList();
    }

    @Override
    public void close() {
      channel.close();
      service.close();
      try {
        Files.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What a call was refused for, as the client sees it. */
  public static Rejection refused(Supplier<?> call) {
    try {
      Object answer = call.get();
      throw new AssertionError("expected a refusal, not " + answer);
    } catch (StatusRuntimeException e) {
      return Refusals.of(e).orElseThrow(() -> new AssertionError("no refusal of ours: " + e, e));
    }
  }

  /** One more replica over the same database. */
  Replica replica() {
    try {
      Path directory = Files.createTempDirectory("ipam");
      var address = new WireAddress.Unix(directory.resolve("s"));
      var service = IpamService.start(LedgerSettings.of(database.dataSource()), address, offer);
      return new Replica(service, WireChannel.open(address), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Replica first() {
    return Objects.requireNonNull(first);
  }

  public IpamServiceBlockingStub ipam() {
    return first().ipam();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database.open();
    first = replica();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    first().close();
    database.close();
  }
}
