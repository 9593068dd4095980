package io.netledger.agent.sync;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.plan.SpecChange;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.wire.WireChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream to network-service, for ever: what it says is made so, and answered. While it is away
 * the kernel stays as it is, and is still watched.
 *
 * <p>All work, on the kernel and on the stream, is done on one platform thread, in order.
 */
public final class AgentSync implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AgentSync.class);
  private static final long HEARTBEAT_SECONDS = 5;
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;
  private static final int LARGEST_MESSAGE = 64 << 20; // a snapshot of 100,000 endpoints
  private static final int UNSENT = 256;

  private final Identity identity;
  private final WireChannel channel;
  private final Keeper keeper;
  private final Witness witness;
  private final ScheduledExecutorService thread;
  private final ArrayDeque<AgentMessage> unsent = new ArrayDeque<>();
  private @Nullable Conversation conversation;
  private volatile Optional<DriftWatch> watch = Optional.empty();
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long appliedRevision;
  private boolean ready;

  private AgentSync(Identity identity, WireChannel networkService, Keeper keeper, Witness witness) {
    this.identity = identity;
    this.channel = networkService;
    this.keeper = keeper;
    this.witness = witness;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("kernel").factory());
  }

  /**
   * Begins, and goes on until {@link #close}, which closes the channel too. The kernel is used by
   * the agent's thread only.
   */
  public static AgentSync start(Identity identity, WireChannel networkService, LinuxKernel kernel) {
    var keeper = new HostKeeper(kernel, identity.reached());
    var sync = new AgentSync(identity, networkService, keeper, Witness.NOBODY);
    var watch = new DriftWatch(kernel, keeper, sync.thread, sync::tellDrift);
    sync.watch = Optional.of(watch);
    watch.start();
    sync.begin();
    return sync;
  }

  /**
   * An agent without a kernel, for who wants to see network-service with very many hosts: it speaks
   * and plans as every other, and takes for done what it has planned.
   */
  public static AgentSync simulate(Identity identity, WireChannel networkService, Witness witness) {
    var keeper = new PlanKeeper(identity.reached());
    var sync = new AgentSync(identity, networkService, keeper, witness);
    sync.begin();
    return sync;
  }

  private void begin() {
    thread.execute(guarded(this::call));
    var _ =
        thread.scheduleWithFixedDelay(
            this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * The host has another certificate. A stream that begins with it takes the place of the one that
   * stands, and is told what that one had not; so no change is lost.
   */
  public void reconnect() {
    thread.execute(
        guarded(() -> {
          channel.connectAnew();
          call();
        }));
  }

  private void call() {
    channel.grpc().resetConnectBackoff(); // the pause between attempts is ours
    var next = new Conversation();
    conversation = next;
    AgentServiceGrpc.newStub(channel.grpc()).withMaxInboundMessageSize(LARGEST_MESSAGE).sync(next);
    next.say(Answers.hello(identity, appliedRevision));
  }

  private void beat() {
    tryAgain();
    say(Answers.heartbeat(appliedRevision));
  }

  /**
   * An answer that named what lingers was none, so that it is gone is told with another. Not before
   * the first answer on a stream: that one says more.
   */
  private void tryAgain() {
    try {
      if (keeper.retry() && conversation != null && conversation.isAnswered()) {
        conversation.say(Answers.applied(appliedRevision, keeper));
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("what lingers could not be looked at");
    }
  }

  private void say(AgentMessage message) {
    if (conversation != null) {
      conversation.say(message);
    }
  }

  private void tellDrift(Finding finding) {
    unsent.add(Answers.drift(finding));
    if (unsent.size() > UNSENT) {
      unsent.remove();
    }
    tellUnsent();
  }

  /** What was found while nobody listened is told when the plan is agreed upon again. */
  private void tellUnsent() {
    while (conversation != null && conversation.isAnswered() && !unsent.isEmpty()) {
      conversation.say(unsent.remove());
    }
  }

  /** Carries out all that has come meanwhile at once, and answers each message. */
  private void takeAll(Conversation from) {
    if (from != conversation) {
      return; // of a stream that is over
    }
    List<PlanCodec.Read> messages = from.received();
    if (messages.isEmpty()) {
      return;
    }
    List<SpecChange> changes = new ArrayList<>();
    messages.forEach(read -> changes.add(read.change()));
    long began = System.nanoTime();
    keeper.take(changes);
    appliedRevision = changes.getLast().revision();
    messages.forEach(read -> from.say(Answers.applied(read, keeper)));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    LOG.atDebug()
        .addKeyValue("revision", appliedRevision)
        .addKeyValue("messages", messages.size())
        .addKeyValue("millis", millis)
        .log("applied");
    if (!ready) {
      ready = true;
      LOG.atInfo()
          .addKeyValue("revision", appliedRevision)
          .addKeyValue("millis", millis)
          .log("ready");
    }
    pauseMillis = FIRST_PAUSE_MILLIS;
    from.answered = true;
    witness.answered(appliedRevision);
    tellUnsent();
  }

  private void ended(Conversation which, String why) {
    if (which != conversation) {
      return;
    }
    conversation = null;
    if (pauseMillis == FIRST_PAUSE_MILLIS) {
      LOG.atWarn().addKeyValue("reason", why).log("network-service is away; the kernel stays");
    }
    var _ = thread.schedule(guarded(this::call), pauseMillis, TimeUnit.MILLISECONDS);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  /** Ends the stream and the watching. The kernel stays as it is. */
  @Override
  public void close() {
    watch.ifPresent(DriftWatch::close);
    thread.shutdownNow();
    channel.close();
    try {
      var _ = thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One stream. Its callbacks only hand over to the agent's thread. */
  private final class Conversation implements ClientResponseObserver<AgentMessage, PlanMessage> {

    private final ConcurrentLinkedQueue<PlanCodec.Read> inbox = new ConcurrentLinkedQueue<>();
    private @Nullable StreamObserver<AgentMessage> requests;
    private boolean answered;

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> stream) {
      requests = stream;
    }

    void say(AgentMessage message) {
      if (requests != null) {
        try {
          requests.onNext(message);
        } catch (IllegalStateException _) {
          // the stream is over; onError has told or will tell
        }
      }
    }

    boolean isAnswered() {
      return answered;
    }

    List<PlanCodec.Read> received() {
      List<PlanCodec.Read> all = new ArrayList<>();
      for (var read = inbox.poll(); read != null; read = inbox.poll()) {
        all.add(read);
      }
      return all;
    }

    @Override
    public void onNext(PlanMessage message) {
      witness.told(message);
      Optional<PlanCodec.Read> read = PlanCodec.read(message);
      if (read.isPresent()) {
        inbox.add(read.get());
        hand(() -> takeAll(this));
      }
    }

    @Override
    public void onError(Throwable e) {
      if (Status.fromThrowable(e).getCode() == Status.Code.UNAUTHENTICATED) {
        channel.connectAnew(); // the connection is older than the certificate
      }
      hand(() -> ended(this, String.valueOf(e.getMessage())));
    }

    @Override
    public void onCompleted() {
      hand(() -> ended(this, "it has ended the stream"));
    }

    private void hand(Runnable task) {
      if (!thread.isShutdown()) {
        thread.execute(guarded(task));
      }
    }
  }

  /**
   * A bug must not end the conversation for ever: it ends this stream, and a whole plan follows.
   */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the plan could not be carried out; asking for it again");
        appliedRevision = 0;
        Conversation failed = conversation;
        if (failed != null && failed.requests != null) {
          failed.requests.onError(e);
          ended(failed, String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
