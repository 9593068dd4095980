package io.netledger.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.sync.join.IdentityFolder;
import io.netledger.agent.sync.join.Joining;
import io.netledger.agent.sync.join.Renewal;
import io.netledger.agent.sync.join.SignerByHand;
import io.netledger.identity.Credentials;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.wire.WireChannel;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An agent on TCP joins, and follows one certificate with the next while it keeps its host. */
@Timeout(120)
class RotationTest {

  @RegisterExtension final TestHost host = new TestHost();

  @TempDir Path directory;

  @Test
  void losesNoChangeWhileCertificatesFollowEachOther() throws Exception {
    var folder = new IdentityFolder(directory.resolve("identity"));
    try (var signer = new SignerByHand(directory, Duration.ofSeconds(20));
        var service =
            new NetworkServiceByHand(
                SignerByHand.ANY_PORT, signer.credentials("network-service"), signer.renewal());
        LinuxKernel kernel = host.kernel()) {
      Credentials own = Joining.credentials("alpha", folder, Optional.of(signer.ticket()));
      BigInteger first = own.certificate().getSerialNumber();
      var channel = WireChannel.open(service.address(), "network-service", Optional.of(own));
      var identity =
          new Identity("alpha", "boot-1", Optional.empty(), kernel.capabilities(), "test");
      try (AgentSync sync = AgentSync.start(identity, channel, kernel);
          var _ = Renewal.start("alpha", folder, own, channel, sync::reconnect)) {
        assertThat(service.answerCall().getAppliedRevision()).isZero();
        service.say(Words.snapshot(7));
        assertThat(host.pings(Words.RED, "192.0.2.8")).isTrue();

        assertThat(service.answerCall().getAppliedRevision()).isEqualTo(7);
        assertThat(own.certificate().getSerialNumber()).isNotEqualTo(first);
        assertThat(
                service
                    .say(
                        Changes.newBuilder()
                            .setRevision(8)
                            .addRemovedEndpointIds(Words.blue().getId()))
                    .getRevision())
            .isEqualTo(8);
        assertThat(host.pings(Words.RED, "192.0.2.8")).isFalse();
        assertThat(service.answerCall().getAppliedRevision()).isEqualTo(8);
      }
    }
  }
}
