package io.netledger.network.join;

import io.netledger.eventstore.Decider;
import io.netledger.network.join.RenewalEvent.HostCertificateRenewed;
import java.util.List;

/**
 * A notebook: whoever shows a host's certificate gets the next one. Its state is how many there
 * were.
 */
public final class RenewalDecider implements Decider<Integer, IssuedCertificate, RenewalEvent> {

  @Override
  public Integer initial() {
    return 0;
  }

  @Override
  public List<RenewalEvent> decide(Integer count, IssuedCertificate next) {
    return List.of(new HostCertificateRenewed(next));
  }

  @Override
  public Integer evolve(Integer count, RenewalEvent event) {
    return switch (event) {
      case HostCertificateRenewed _ -> count + 1;
    };
  }
}
