package io.netledger.agent.sync.join;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.netledger.identity.Credentials;
import io.netledger.identity.Identity;
import io.netledger.proto.join.v1.JoinRequest;
import io.netledger.proto.join.v1.JoinResponse;
import io.netledger.proto.join.v1.JoinServiceGrpc;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a host known to network-service, once. */
public final class Joining {

  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
  private static final String SERVICE = "network-service";
  private static final long PATIENCE_SECONDS = 30;

  private Joining() {}

  /**
   * The host's certificate; without one that is good the host joins first. It may be killed at any
   * point and begin again with the same ticket.
   *
   * @throws IOException if there is none and none is to be had, or it is another host's
   */
  public static Credentials credentials(
      String host, IdentityFolder folder, Optional<JoinTicket> ticket) throws IOException {
    if (folder.isThere()) {
      Credentials own = folder.credentials();
      if (!own.identity().equals(new Identity.Host(host))) {
        throw new IOException(
            folder.path() + " is of " + own.identity() + "; expected host/" + host);
      }
      if (Instant.now().isBefore(own.expires())) {
        return own;
      }
      if (ticket.isEmpty()) {
        throw new IOException(
            "the certificate of host "
                + host
                + " has expired at "
                + own.expires()
                + "; join again with a token of 'netledger host token create'");
      }
    }
    join(
        host,
        folder,
        ticket.orElseThrow(() ->
            new IOException(
                folder.path()
                    + " has no certificate; join with --join, --join-token and --ca-fingerprint as"
                    + " 'netledger host token create' prints them")));
    return folder.credentials();
  }

  private static void join(String host, IdentityFolder folder, JoinTicket ticket)
      throws IOException {
    HostKey key = folder.joiningKey();
    try (WireChannel channel =
        WireChannel.openUnknown(ticket.address(), SERVICE, ticket.authority())) {
      JoinResponse answer =
          JoinServiceGrpc.newBlockingStub(channel.grpc())
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .join(
                  JoinRequest.newBuilder()
                      .setToken(ticket.token())
                      .setHost(host)
                      .setCertificateRequest(ByteString.copyFrom(key.request(host)))
                      .build());
      folder.store(key, answer.getCertificate(), answer.getAuthority());
      LOG.atInfo().addKeyValue("host", host).addKeyValue("at", ticket.address()).log("joined");
    } catch (StatusRuntimeException e) {
      throw new IOException(
          "host %s cannot join at %s: %s".formatted(host, ticket.address(), words(e)), e);
    }
  }

  /** gRPC says that there is no connection; its causes say why. */
  static String words(StatusRuntimeException refused) {
    StringBuilder words = new StringBuilder(String.valueOf(refused.getMessage()));
    for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
      words.append(": ").append(cause.getMessage());
    }
    return words.toString();
  }
}
