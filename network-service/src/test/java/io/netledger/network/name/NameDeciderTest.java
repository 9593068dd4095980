package io.netledger.network.name;

import static io.netledger.network.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.NameEvent.NameClaimed;
import io.netledger.network.name.NameEvent.NameFreed;
import io.netledger.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name … */
class NameDeciderTest {

  private static final NameDecider NAMES = new NameDecider("network");
  private static final NameClaimed WEB = new NameClaimed("web", "aa11");

  @Test
  void isClaimedWhenNobodyHasIt() {
    given(NAMES).when(new ClaimName("web", "aa11")).then(WEB);
  }

  @Test
  void isClaimedOnce() {
    given(NAMES, WEB).when(new ClaimName("web", "aa11")).thenNothing();
  }

  @Test
  void isRefusedToASecondThing() {
    given(NAMES, WEB)
        .when(new ClaimName("web", "bb22"))
        .thenRejected(Reason.NAME_TAKEN, "network with name web already exists");
  }

  @Test
  void isFreedByItsHolder() {
    given(NAMES, WEB).when(new FreeName("web", "aa11")).then(new NameFreed("web", "aa11"));
  }

  @Test
  void isNotFreedByAnother() {
    given(NAMES, WEB).when(new FreeName("web", "bb22")).thenNothing();
  }

  @Test
  void canBeClaimedAgainOnceItIsFree() {
    given(NAMES, WEB, new NameFreed("web", "aa11"))
        .when(new ClaimName("web", "bb22"))
        .then(new NameClaimed("web", "bb22"));
  }

  @Test
  void isFoundByIdBeforeNameBeforePrefix() {
    Names names =
        NAMES.replay(
            List.of(
                WEB,
                new NameClaimed("aa", "bb22"),
                new NameClaimed("bb22", "aa12"),
                new NameClaimed("db", "cc33")));
    assertThat(names.find("web")).isEqualTo(new Found.One("aa11"));
    assertThat(names.find("bb22")).as("id before name").isEqualTo(new Found.One("bb22"));
    assertThat(names.find("aa")).as("name before prefix").isEqualTo(new Found.One("bb22"));
    assertThat(names.find("c")).isEqualTo(new Found.One("cc33"));
    assertThat(names.find("aa1")).isEqualTo(new Found.Several("aa11", "aa12"));
    assertThat(names.find("zz")).isEqualTo(new Found.Nothing());
    assertThat(names.find("")).as("nothing begins everything").isEqualTo(new Found.Nothing());
  }
}
