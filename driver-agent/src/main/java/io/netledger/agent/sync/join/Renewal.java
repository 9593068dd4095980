package io.netledger.agent.sync.join;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.netledger.identity.Credentials;
import io.netledger.proto.join.v1.RenewRequest;
import io.netledger.proto.join.v1.RenewResponse;
import io.netledger.proto.join.v1.RenewalServiceGrpc;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a host's certificate with the next when two thirds of its time are over, each with a key
 * of its own. What fails is tried again; the rest of the time is for that.
 */
public final class Renewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
  private static final Duration SELDOMEST = Duration.ofMinutes(15);
  private static final Duration OFTENEST = Duration.ofMillis(500);
  private static final int LOOKS = 60; // in a certificate's lifetime
  private static final long PATIENCE_SECONDS = 30;

  private final String host;
  private final IdentityFolder folder;
  private final Credentials credentials;
  private final WireChannel channel;
  private final Runnable renewed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("certificate").factory());

  private Renewal(
      String host,
      IdentityFolder folder,
      Credentials credentials,
      WireChannel channel,
      Runnable renewed) {
    this.host = host;
    this.folder = folder;
    this.credentials = credentials;
    this.channel = channel;
    this.renewed = renewed;
  }

  /**
   * Begins, and goes on until {@link #close}.
   *
   * @param channel to network-service
   * @param renewed called after each renewal: from then on connections begin with the next
   *     certificate
   */
  public static Renewal start(
      String host,
      IdentityFolder folder,
      Credentials credentials,
      WireChannel channel,
      Runnable renewed) {
    var renewal = new Renewal(host, folder, credentials, channel, renewed);
    long pause = renewal.pause().toMillis();
    var _ =
        renewal.thread.scheduleWithFixedDelay(renewal::look, pause, pause, TimeUnit.MILLISECONDS);
    return renewal;
  }

  private Instant begin() {
    return credentials.certificate().getNotBefore().toInstant();
  }

  private Duration pause() {
    Duration pause = Duration.between(begin(), credentials.expires()).dividedBy(LOOKS);
    if (pause.compareTo(SELDOMEST) > 0) {
      return SELDOMEST;
    }
    return pause.compareTo(OFTENEST) < 0 ? OFTENEST : pause;
  }

  private void look() {
    Instant due =
        begin().plus(Duration.between(begin(), credentials.expires()).multipliedBy(2).dividedBy(3));
    if (Instant.now().isBefore(due)) {
      return;
    }
    try {
      renew();
      renewed.run();
    } catch (StatusRuntimeException e) {
      complain(Joining.words(e));
    } catch (IOException | RuntimeException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private void renew() throws IOException {
    HostKey key = HostKey.fresh();
    RenewResponse answer =
        RenewalServiceGrpc.newBlockingStub(channel.grpc())
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .renew(
                RenewRequest.newBuilder()
                    .setCertificateRequest(ByteString.copyFrom(key.request(host)))
                    .build());
    folder.store(key, answer.getCertificate(), answer.getAuthority());
    LOG.atInfo()
        .addKeyValue("host", host)
        .addKeyValue("expires", credentials.expires())
        .log("certificate renewed");
  }

  private void complain(String why) {
    LOG.atWarn()
        .addKeyValue("expires", credentials.expires())
        .log("the certificate is not renewed: {}", why);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
