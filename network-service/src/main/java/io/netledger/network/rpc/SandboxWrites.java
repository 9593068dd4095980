package io.netledger.network.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.network.Kinds;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.process.Watch;
import io.netledger.network.rules.Ingress;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxMode;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.CreateSandboxResponse;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RemoveSandboxResponse;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** CreateSandbox and RemoveSandbox. */
final class SandboxWrites {

  private static final String CREATE =
      SandboxServiceGrpc.getCreateSandboxMethod().getFullMethodName();
  private static final String REMOVE =
      SandboxServiceGrpc.getRemoveSandboxMethod().getFullMethodName();

  /** Linux: PATH_MAX is 4,096 with the zero at the end. */
  private static final Pattern PATH = Pattern.compile("/[^\\x00-\\x1f\\x7f]{1,4094}");

  /** Linux: PID_MAX_LIMIT. */
  private static final int MOST_PIDS = 4_194_304;

  /** A name that is made: as Docker makes a container's host name. */
  private static final int MADE_NAME = 12;

  private final Writing writing;

  SandboxWrites(Writing writing) {
    this.writing = writing;
  }

  private record Wish(SandboxSettings settings, Duration patience) {}

  CreateSandboxResponse create(CreateSandboxRequest request) {
    String fresh = Writing.freshId();
    Wish wish = writing.recorded(request, CREATE, () -> wish(request, fresh));
    Traced decision = new Traced(work -> SandboxRules.create(work, fresh, wish.settings()));
    try (var watch = writing.watches().onNew(Kinds.SANDBOX, fresh)) {
      Appended appended = writing.write(request, CREATE, decision, () -> fresh);
      if (request.getValidateOnly()) {
        return wouldBe(Writing.created(appended, Kinds.SANDBOX, fresh), request);
      }
      if (appended.repeated()) {
        return createdBefore(appended, wish.patience());
      }
      appended.events().forEach(watch::offer);
      return created(watch, wish.patience());
    }
  }

  private static Wish wish(CreateSandboxRequest request, String fresh) {
    String name = request.getName();
    String host = request.getHost();
    SandboxMode mode = ModeWords.asked(request);
    return new Wish(
        new SandboxSettings(
            name.isEmpty() ? fresh.substring(0, MADE_NAME) : FieldWords.name("name", name),
            host.isEmpty() ? host : FieldWords.reference("host", host),
            FieldWords.labels(request.getLabelsMap()),
            namespace(request, mode),
            mode == SandboxMode.NONE,
            DnsWords.dns(request.getDns(), mode)),
        FieldWords.wait(request.hasWait(), request.getWait()));
  }

  private static Namespace namespace(CreateSandboxRequest request, SandboxMode mode) {
    return switch (mode) {
      case OWN, NONE -> namespace(request);
      case HOST -> {
        refuseAdopting(request, mode);
        yield new Namespace.OfHost();
      }
      case CONTAINER -> {
        refuseAdopting(request, mode);
        yield new Namespace.OfDonor("", FieldWords.reference("donor", request.getDonor()), false);
      }
    };
  }

  private static void refuseAdopting(CreateSandboxRequest request, SandboxMode mode) {
    if (request.getAdoptCase() != CreateSandboxRequest.AdoptCase.ADOPT_NOT_SET) {
      throw FieldWords.invalid(
          "mode is %s and %s is given; a namespace can be taken over in the modes OWN and NONE"
              .formatted(mode, request.getAdoptCase().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Namespace namespace(CreateSandboxRequest request) {
    return switch (request.getAdoptCase()) {
      case NETNS_PATH -> {
        String path = request.getNetnsPath();
        if (!PATH.matcher(path).matches()) {
          throw FieldWords.invalid(
              "netns_path is "
                  + FieldWords.quoted(path)
                  + "; expected an absolute path of at most 4,095 characters");
        }
        yield new Namespace.AtPath(path);
      }
      case PID -> {
        int pid = request.getPid();
        if (pid < 1 || pid > MOST_PIDS) {
          throw FieldWords.invalid(
              "pid is %s; expected 1 to %d".formatted(Integer.toUnsignedString(pid), MOST_PIDS));
        }
        yield new Namespace.OfProcess(pid);
      }
      case ADOPT_NOT_SET -> new Namespace.Made();
    };
  }

  private CreateSandboxResponse wouldBe(Sandbox sandbox, CreateSandboxRequest request) {
    var answer = AnswerWords.sandbox(sandbox.asked().orElseThrow()).toBuilder();
    if (request.getName().isEmpty()) {
      answer.clearName();
    }
    return CreateSandboxResponse.newBuilder()
        .setRevision(writing.head())
        .setSandbox(answer)
        .build();
  }

  private CreateSandboxResponse createdBefore(Appended appended, Duration wait) {
    String id = Writing.thing(appended, Kinds.SANDBOX).orElseThrow();
    try (var watch = writing.watches().onExisting(Kinds.SANDBOX, id)) {
      return created(watch, wait);
    }
  }

  private static CreateSandboxResponse created(Watch<Sandbox, SandboxEvent> watch, Duration wait) {
    Seen<Sandbox> seen = watch.await(sandbox -> !(sandbox instanceof Sandbox.Created), wait);
    if (seen.state() instanceof Sandbox.Failed(var settings, var message, _)) {
      throw new Rejection(
          Reason.HOST_REFUSED,
          "host %s refused sandbox %s: %s".formatted(settings.host(), settings.name(), message));
    }
    return CreateSandboxResponse.newBuilder()
        .setRevision(seen.revision())
        .setSandbox(AnswerWords.sandbox(seen))
        .build();
  }

  RemoveSandboxResponse remove(RemoveSandboxRequest request) {
    Duration wait =
        writing.recorded(
            request,
            REMOVE,
            () -> {
              FieldWords.reference("sandbox", request.getSandbox());
              return FieldWords.wait(request.hasWait(), request.getWait());
            });
    var etag =
        EtagCheck.of(
            writing,
            Kinds.SANDBOX,
            request.getEtag(),
            work -> Naming.sandbox(work, request.getSandbox()));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          Optional<String> id =
              request.getAllowMissing()
                  ? Naming.findSandbox(work, request.getSandbox())
                  : Optional.of(Naming.sandbox(work, request.getSandbox()));
          found.set(id.orElse(""));
          id.ifPresent(sandbox -> {
            etag.check(work, sandbox);
            Ingress.refuseTaking(work, sandbox);
            SandboxRules.remove(work, sandbox, request.getDetachEndpoints());
          });
        });
    Appended appended = writing.write(request, REMOVE, decision, found::get);
    Optional<String> id =
        request.getValidateOnly()
            ? Optional.of(found.get()).filter(word -> !word.isEmpty())
            : Writing.thing(appended, Kinds.SANDBOX);
    return id.map(sandbox -> removed(sandbox, request.getValidateOnly() ? Duration.ZERO : wait))
        .orElseGet(() -> RemoveSandboxResponse.newBuilder().setRevision(writing.head()).build());
  }

  private RemoveSandboxResponse removed(String id, Duration wait) {
    try (var watch = writing.watches().onExisting(Kinds.SANDBOX, id)) {
      Seen<Sandbox> seen = watch.await(Sandbox.Removed.class::isInstance, wait);
      return RemoveSandboxResponse.newBuilder()
          .setRevision(seen.revision())
          .setSandbox(AnswerWords.sandbox(seen))
          .build();
    }
  }
}
