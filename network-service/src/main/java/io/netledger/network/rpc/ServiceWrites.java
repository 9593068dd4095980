package io.netledger.network.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.process.Watch;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.ServiceRules;
import io.netledger.network.service.Service;
import io.netledger.network.service.ServiceEvent;
import io.netledger.network.service.ServiceRequest;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.CreateServiceResponse;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import io.netledger.proto.network.v1.RemoveServiceResponse;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** CreateService and RemoveService. */
final class ServiceWrites {

  private static final String CREATE =
      ServiceServiceGrpc.getCreateServiceMethod().getFullMethodName();
  private static final String REMOVE =
      ServiceServiceGrpc.getRemoveServiceMethod().getFullMethodName();

  /** How long CreateService waits for ipam-service, should it go away in the middle. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Writing writing;

  ServiceWrites(Writing writing) {
    this.writing = writing;
  }

  CreateServiceResponse create(CreateServiceRequest request) {
    ServiceRequest wish = writing.recorded(request, CREATE, () -> ServiceWords.request(request));
    String fresh = Writing.freshId();
    Traced decision = new Traced(work -> ServiceRules.request(work, fresh, wish));
    try (var watch = writing.watches().onNew(Kinds.SERVICE, fresh)) {
      Appended appended = writing.write(request, CREATE, decision, () -> fresh);
      if (request.getValidateOnly()) {
        return wouldBe(Writing.created(appended, Kinds.SERVICE, fresh));
      }
      if (appended.repeated()) {
        return createdBefore(appended);
      }
      appended.events().forEach(watch::offer);
      return created(watch);
    }
  }

  private CreateServiceResponse wouldBe(Service service) {
    ServiceRequest asked = service.asked().orElseThrow();
    return CreateServiceResponse.newBuilder()
        .setRevision(writing.head())
        .setService(ServiceWords.service(asked, networkOf(asked)))
        .build();
  }

  private CreateServiceResponse createdBefore(Appended appended) {
    String id = Writing.thing(appended, Kinds.SERVICE).orElseThrow();
    try (var watch = writing.watches().onExisting(Kinds.SERVICE, id)) {
      return created(watch);
    }
  }

  private CreateServiceResponse created(Watch<Service, ServiceEvent> watch) {
    Seen<Service> seen = watch.await(service -> !(service instanceof Service.Requested), PATIENCE);
    return switch (seen.state()) {
      case Service.Ready _, Service.Removing _ -> answer(seen);
      case Service.Removed(_, _, var failure) ->
          failure.map(refused -> refuse(refused)).orElseGet(() -> answer(seen));
      case Service.Failed(_, var failure) -> refuse(failure);
      case Service.Absent _, Service.Requested _ ->
          throw new Rejection(
              Reason.IPAM_UNAVAILABLE,
              "ipam-service does not answer; the service is made when it does: send the call"
                  + " again with the same request_id");
    };
  }

  private static CreateServiceResponse refuse(Failure failure) {
    throw failure.rejection();
  }

  private CreateServiceResponse answer(Seen<Service> seen) {
    return CreateServiceResponse.newBuilder()
        .setRevision(seen.revision())
        .setService(words(seen))
        .build();
  }

  private io.netledger.proto.network.v1.Service words(Seen<Service> seen) {
    return ServiceWords.service(seen, networkOf(seen.state().asked().orElseThrow()));
  }

  /** The name, also of a network that is gone. */
  private String networkOf(ServiceRequest request) {
    return writing.look(work ->
        work.state(Kinds.NETWORK, request.networkId())
            .asked()
            .map(NetworkSettings::name)
            .orElse(""));
  }

  RemoveServiceResponse remove(RemoveServiceRequest request) {
    Duration wait =
        writing.recorded(
            request,
            REMOVE,
            () -> {
              FieldWords.reference("service", request.getService());
              return FieldWords.wait(request.hasWait(), request.getWait());
            });
    var etag =
        EtagCheck.of(
            writing,
            Kinds.SERVICE,
            request.getEtag(),
            work -> Naming.service(work, request.getService()));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          Optional<String> id = named(work, request);
          found.set(id.orElse(""));
          id.ifPresent(service -> {
            etag.check(work, service);
            ServiceRules.remove(work, service);
          });
        });
    Appended appended = writing.write(request, REMOVE, decision, found::get);
    Optional<String> id =
        request.getValidateOnly()
            ? Optional.of(found.get()).filter(word -> !word.isEmpty())
            : Writing.thing(appended, Kinds.SERVICE);
    return id.map(service -> removed(service, request.getValidateOnly() ? Duration.ZERO : wait))
        .orElseGet(() -> RemoveServiceResponse.newBuilder().setRevision(writing.head()).build());
  }

  private static Optional<String> named(Work work, RemoveServiceRequest request) {
    return request.getAllowMissing()
        ? Naming.findService(work, request.getService())
        : Optional.of(Naming.service(work, request.getService()));
  }

  private RemoveServiceResponse removed(String id, Duration wait) {
    try (var watch = writing.watches().onExisting(Kinds.SERVICE, id)) {
      Seen<Service> seen = watch.await(Service.Removed.class::isInstance, wait);
      return RemoveServiceResponse.newBuilder()
          .setRevision(seen.revision())
          .setService(words(seen))
          .build();
    }
  }
}
