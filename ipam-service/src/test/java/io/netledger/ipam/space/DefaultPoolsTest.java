package io.netledger.ipam.space;

import static io.netledger.ipam.Story.given;
import static io.netledger.ipam.space.Spaces.SPACE;
import static io.netledger.ipam.space.Spaces.TWO;
import static io.netledger.ipam.space.Spaces.anyDefault;
import static io.netledger.ipam.space.Spaces.chosen;
import static io.netledger.ipam.space.Spaces.reserved;
import static io.netledger.refusal.Reason.SUBNETS_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.address.Cidr;
import io.netledger.ipam.space.SpaceCommand.ReserveSubnet;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A space … */
class DefaultPoolsTest {

  @Test
  void choosesTheFirstDefaultPoolThatOverlapsNothing() {
    given(SPACE, reserved("p0", "10.1.3.0/24"))
        .when(anyDefault("p1"))
        .then(chosen("p1", "10.2.0.0/24"));
  }

  @Test
  void choosesOnAfterTheLastChoiceEvenIfThatWasReturned() {
    given(SPACE, chosen("p0", "10.1.0.0/16"), new SubnetReturned("p0"))
        .when(anyDefault("p1"))
        .then(chosen("p1", "10.2.0.0/24"));
    given(SPACE, chosen("p0", "10.2.1.0/24"))
        .when(anyDefault("p1"))
        .then(chosen("p1", "10.1.0.0/16"));
  }

  @Test
  void choosesFromTheBeginningIfTheLastChoiceIsNoDefaultAnyMore() {
    given(SPACE, chosen("p0", "10.7.0.0/16"))
        .when(anyDefault("p1"))
        .then(chosen("p1", "10.1.0.0/16"));
  }

  @Test
  void saysWhyEachDefaultPoolWasPassedOver() {
    given(
            SPACE,
            reserved("p0", "10.1.9.0/24"),
            reserved("p1", "10.2.0.0/24"),
            chosen("p2", "10.2.1.0/24"))
        .when(anyDefault("p3"))
        .thenRejected(
            SUBNETS_EXHAUSTED,
            "10.1.0.0/16 overlaps 10.1.9.0/24 of pool p0",
            "10.2.0.0/23 in pieces of /24 overlaps 10.2.0.0/24 of pool p1, 10.2.1.0/24 of pool p2");
    given(SPACE)
        .when(new ReserveSubnet("p", "o", new AnyDefault(false, TWO)))
        .thenRejected(SUBNETS_EXHAUSTED, "IPv6", "configured");
  }

  @Test
  void jumpsOverWhatIsTakenInAHugeBlock() {
    var huge = DefaultPools.parse("fd00::/8:128");
    given(SPACE, reserved("p0", "fd00::/64"))
        .when(new ReserveSubnet("p", "owner-p", new AnyDefault(false, huge)))
        .then(chosen("p", "fd00:0:0:1::/128"));
  }

  @Test
  void hasDockersDefaultPools() {
    Space space = SPACE.initial();
    List<String> subnets = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      var command = new ReserveSubnet("p" + i, "o" + i, new AnyDefault(true, DefaultPools.DOCKERS));
      var event = (SubnetReserved) SPACE.decide(space, command).getFirst();
      space = SPACE.evolve(space, event);
      subnets.add(event.subnet().toString());
    }
    assertThat(subnets)
        .startsWith("172.17.0.0/16", "172.18.0.0/16")
        .endsWith("192.168.224.0/20", "192.168.240.0/20");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8, host bits",
    "10.0.0.0/8:7, do not fit",
    "10.0.0.0/8:33, do not fit",
    "banana, CIDR",
    "10.0.0.0/8 10.1.0.0/16, overlap",
  })
  void refusesDefaultPools(String list, String word) {
    assertThatThrownBy(() -> DefaultPools.parse(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
  }

  @Test
  void readsDefaultPoolsFromAFileWithComments() {
    assertThat(DefaultPools.parse("# ours\n10.0.0.0/8:24 # office\n\nfd00::/48:64\n").blocks())
        .containsExactly(
            new Block(Cidr.parse("10.0.0.0/8"), 24), new Block(Cidr.parse("fd00::/48"), 64));
  }
}
