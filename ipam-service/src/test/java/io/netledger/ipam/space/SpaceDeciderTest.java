package io.netledger.ipam.space;

import static io.netledger.ipam.Story.given;
import static io.netledger.ipam.space.Spaces.SPACE;
import static io.netledger.ipam.space.Spaces.TWO;
import static io.netledger.ipam.space.Spaces.chosen;
import static io.netledger.ipam.space.Spaces.reserve;
import static io.netledger.ipam.space.Spaces.reserved;
import static io.netledger.refusal.Reason.SUBNET_OVERLAPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.space.SpaceCommand.ReserveSubnet;
import io.netledger.ipam.space.SpaceCommand.ReturnSubnet;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A space … */
class SpaceDeciderTest {

  @Test
  void reservesASubnetForAPool() {
    given(SPACE).when(reserve("p1", "10.0.0.0/8")).then(reserved("p1", "10.0.0.0/8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "8.0.0.0/6", "0.0.0.0/0"})
  void refusesASubnetThatOverlapsAndNamesThePoolInTheWay(String subnet) {
    given(SPACE, reserved("p0", "10.1.2.0/24"))
        .when(reserve("p1", subnet))
        .thenRejected(SUBNET_OVERLAPS, subnet, "10.1.2.0/24", "p0");
  }

  @Test
  void refusesTheSameSubnetToAnotherOwner() {
    given(SPACE, reserved("p0", "10.1.2.0/24"))
        .when(reserve("p1", "10.1.2.0/24"))
        .thenRejected(SUBNET_OVERLAPS, "p0", "owner-p0");
  }

  @Test
  void keepsFamiliesApart() {
    given(SPACE, reserved("p0", "0.0.0.0/0"))
        .when(reserve("p1", "::/0"))
        .then(reserved("p1", "::/0"));
  }

  @Test
  void takesTheSameSubnetWithAnotherRange() {
    given(SPACE, reserved("p0", "10.0.0.0/8"))
        .when(reserve("p1", "10.0.0.0/8", "10.128.0.0/9"))
        .then(reserved("p1", "10.0.0.0/8", "10.128.0.0/9"));
    given(SPACE, reserved("p0", "10.0.0.0/8", "10.128.0.0/9"))
        .when(reserve("p1", "10.0.0.0/8", "10.128.0.0/9"))
        .thenRejected(SUBNET_OVERLAPS, "10.128.0.0/9", "p0");
  }

  @Test
  void letsSubnetsOverlapWhereBothPoolsHaveRangesThatDoNot() {
    given(SPACE, reserved("p0", "10.0.0.0/8", "10.0.0.0/16"))
        .when(reserve("p1", "10.2.0.0/16", "10.2.2.0/24"))
        .then(reserved("p1", "10.2.0.0/16", "10.2.2.0/24"));
    given(SPACE, reserved("p0", "10.0.0.0/8", "10.0.0.0/16"))
        .when(reserve("p1", "10.0.0.0/16", "10.0.0.0/24"))
        .thenRejected(SUBNET_OVERLAPS, "p0", "ip_range 10.0.0.0/16");
    given(SPACE, reserved("p0", "10.0.0.0/8", "10.0.0.0/16"))
        .when(reserve("p1", "10.2.0.0/16"))
        .thenRejected(SUBNET_OVERLAPS, "p0");
    given(SPACE, reserved("p0", "10.2.0.0/16"))
        .when(reserve("p1", "10.0.0.0/8", "10.0.0.0/16"))
        .thenRejected(SUBNET_OVERLAPS, "p0");
  }

  @Test
  void findsAllThatOverlaps() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    Space space = SPACE.initial();
    List<Cidr> taken = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Cidr subnet = Cidr.parse(someSubnet(random));
      taken.add(subnet);
      space = space.with(new SubnetReserved("p" + i, subnet, subnet, "o", false));
    }
    for (int i = 0; i < 500; i++) {
      Cidr wanted = new Cidr(Cidr.parse(someSubnet(random)).address(), random.nextInt(33));
      assertThat(space.overlapping(wanted).map(SubnetReserved::subnet))
          .as("seed %d, %s", seed, wanted)
          .containsExactlyInAnyOrderElementsOf(
              taken.stream().filter(wanted::overlaps).distinct().toList());
    }
  }

  @Test
  void keepsASubnetUntilItsLastPoolIsGone() {
    given(
            SPACE,
            reserved("p0", "10.0.0.0/8"),
            reserved("p1", "10.0.0.0/8", "10.0.0.0/16"),
            new SubnetReturned("p0"))
        .when(reserve("p2", "10.9.0.0/16"))
        .thenRejected(SUBNET_OVERLAPS, "p1");
  }

  @Test
  void changesNothingForAnOwnerWhoAsksAgain() {
    given(SPACE, reserved("p0", "10.1.2.0/24"))
        .when(
            new ReserveSubnet(
                "p1",
                "owner-p0",
                new Exactly(Cidr.parse("10.1.2.0/24"), Cidr.parse("10.1.2.0/24"))))
        .thenNothing();
    given(SPACE, chosen("p0", "10.1.0.0/16"))
        .when(new ReserveSubnet("p1", "owner-p0", new AnyDefault(true, TWO)))
        .thenNothing();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8, 10.0.0.0/8, SUBNET_INVALID, 10.0.0.0/8",
    "10.0.0.0/8, 10.1.0.1/16, SUBNET_INVALID, 10.1.0.0/16",
    "10.0.0.0/8, 11.0.0.0/16, ADDRESS_OUT_OF_RANGE, 11.0.0.0/16",
    "10.0.0.0/8, 10.0.0.0/7, ADDRESS_OUT_OF_RANGE, 10.0.0.0/7",
    "10.0.0.0/8, fd00::/64, ADDRESS_OUT_OF_RANGE, fd00::/64",
  })
  void refuses(String subnet, String range, Reason reason, String word) {
    given(SPACE).when(reserve("p1", subnet, range)).thenRejected(reason, word);
  }

  @Test
  void reservesAnewWhatWasReturned() {
    given(SPACE, reserved("p0", "10.1.2.0/24"), new SubnetReturned("p0"))
        .when(reserve("p1", "10.1.0.0/16"))
        .then(reserved("p1", "10.1.0.0/16"));
  }

  @Test
  void widensARangeWhereNobodyElseIs() {
    SubnetReserved small = reserved("p0", "10.1.2.0/24", "10.1.2.0/26");
    SpaceEvent.RangeWidened widened = new SpaceEvent.RangeWidened("p0", Cidr.parse("10.1.2.0/25"));
    given(SPACE, small)
        .when(new SpaceCommand.WidenRange("p0", Cidr.parse("10.1.2.0/25")))
        .then(widened);
    given(SPACE, small, widened)
        .when(new SpaceCommand.WidenRange("p0", Cidr.parse("10.1.2.0/25")))
        .thenNothing();
    given(SPACE, small, reserved("p1", "10.1.2.0/24", "10.1.2.0/25"))
        .when(new SpaceCommand.WidenRange("p0", Cidr.parse("10.1.2.0/25")))
        .thenRejected(Reason.SUBNET_OVERLAPS);
    given(SPACE, small, widened, new SubnetReturned("p0"))
        .when(reserve("p2", "10.1.2.0/24"))
        .then(reserved("p2", "10.1.2.0/24"));
    given(SPACE)
        .when(new SpaceCommand.WidenRange("p0", Cidr.parse("10.1.2.0/25")))
        .thenRejected(Reason.POOL_NOT_FOUND);
  }

  @Test
  void takesASubnetBackOnce() {
    given(SPACE, reserved("p0", "10.1.2.0/24"))
        .when(new ReturnSubnet("p0"))
        .then(new SubnetReturned("p0"));
    given(SPACE).when(new ReturnSubnet("p0")).thenNothing();
  }

  @Test
  void hasNoTwoSubnetsThatOverlap() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    Space space = SPACE.initial();
    List<SubnetReserved> taken = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      SpaceCommand command =
          random.nextInt(3) == 0 && !taken.isEmpty()
              ? new ReturnSubnet(taken.get(random.nextInt(taken.size())).poolId())
              : reserve("p" + step, someSubnet(random));
      try {
        for (SpaceEvent event : SPACE.decide(space, command)) {
          space = SPACE.evolve(space, event);
          switch (event) {
            case SubnetReserved news -> {
              assertThat(taken)
                  .as("seed %d", seed)
                  .noneMatch(other -> other.subnet().overlaps(news.subnet()));
              taken.add(news);
            }
            case SpaceEvent.RangeWidened _ -> throw new AssertionError("nobody asked for it");
            case SubnetReturned(var pool) -> taken.removeIf(gone -> gone.poolId().equals(pool));
          }
        }
      } catch (Rejection refused) {
        Cidr wanted = ((Exactly) ((ReserveSubnet) command).wish()).subnet();
        assertThat(taken)
            .as("seed %d: %s", seed, refused)
            .anyMatch(other -> other.subnet().overlaps(wanted));
      }
    }
  }

  private static String someSubnet(RandomGenerator random) {
    int length = random.nextInt(20, 33);
    var address = IpAddress.of(true, BigInteger.valueOf(random.nextInt(1 << 14)));
    return new Cidr(address, length).network().toString();
  }
}
