package io.netledger.network.vni;

import static io.netledger.network.Story.given;

import io.netledger.network.vni.VniCommand.ClaimVni;
import io.netledger.network.vni.VniCommand.FreeVni;
import io.netledger.network.vni.VniEvent.VniClaimed;
import io.netledger.network.vni.VniEvent.VniFreed;
import io.netledger.refusal.Reason;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** VNIs … */
class VniDeciderTest {

  private static final VniDecider VNIS = new VniDecider();

  @Test
  void areChosenFrom4096On() {
    given(VNIS).when(any("n1")).then(new VniClaimed(4096, "n1", true));
    given(VNIS, new VniClaimed(4096, "n1", true), new VniClaimed(4097, "n2", false))
        .when(any("n3"))
        .then(new VniClaimed(4098, "n3", true));
  }

  @Test
  void areNotGivenOutAgainAtOnce() {
    given(VNIS, new VniClaimed(4096, "n1", true), new VniFreed(4096, "n1"))
        .when(any("n2"))
        .then(new VniClaimed(4097, "n2", true));
  }

  @Test
  void beginAgainAfterTheLast() {
    given(VNIS, new VniClaimed(4096, "n1", false), new VniClaimed(VniDecider.LAST, "n2", true))
        .when(any("n3"))
        .then(new VniClaimed(4097, "n3", true));
  }

  @Test
  void areOneNetworksEach() {
    given(VNIS, new VniClaimed(7, "n1", false))
        .when(new ClaimVni("n2", OptionalInt.of(7), "shop"))
        .thenRejected(Reason.VNI_IN_USE, "VNI 7 belongs to network shop");
    given(VNIS, new VniClaimed(7, "n1", false), new VniFreed(7, "n1"))
        .when(new ClaimVni("n2", OptionalInt.of(7), ""))
        .then(new VniClaimed(7, "n2", false));
  }

  @Test
  void areClaimedAndFreedOnce() {
    given(VNIS, new VniClaimed(4096, "n1", true)).when(any("n1")).thenNothing();
    given(VNIS, new VniClaimed(4096, "n1", true))
        .when(new ClaimVni("n1", OptionalInt.of(9), ""))
        .thenRejected(Reason.VNI_IN_USE, "the network has VNI 4096, not 9");
    given(VNIS, new VniClaimed(4096, "n1", true))
        .when(new FreeVni("n1"))
        .then(new VniFreed(4096, "n1"));
    given(VNIS).when(new FreeVni("n1")).thenNothing();
  }

  private static ClaimVni any(String network) {
    return new ClaimVni(network, OptionalInt.empty(), "");
  }
}
