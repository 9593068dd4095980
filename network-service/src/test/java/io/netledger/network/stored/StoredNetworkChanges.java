package io.netledger.network.stored;

import static io.netledger.network.stored.StoredEventsTest.FAILURE;
import static io.netledger.network.stored.StoredEventsTest.bridge;
import static io.netledger.network.stored.StoredEventsTest.plain;
import static io.netledger.network.stored.StoredEventsTest.pool;

import io.netledger.address.Cidr;
import io.netledger.network.Kinds;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Bytes of what happens to a network that is in use. A row is added, never changed. */
final class StoredNetworkChanges {

  private StoredNetworkChanges() {}

  static List<Row<?>> rows() {
    var codec = Kinds.NETWORK.codec();
    return List.of(
        new Row<>(codec, new NetworkEvent.NetworkRenamed("web", "br0"), "0a037765621203627230"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRelabeled(Map.of("a", "1", "b", ""), List.of("c", "d")),
            "0a060a016112013" + "10a050a01621200120163120164"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkReconfigured(
                new DriverOptions.Bridge(
                    Optional.of("brx"), OptionalInt.of(1400), false, false, Optional.empty())),
            "0a0c0a0362727810f80a18012001"));
  }

  static List<Row<?>> configurations() {
    var codec = Kinds.NETWORK.codec();
    return List.of(
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(plain(new DriverOptions.Unsettled(Map.of("a", "1")))),
            "0a016e300162080a060a0161120131"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(
                new NetworkSettings(
                    "n",
                    List.of(),
                    false,
                    false,
                    Map.of(),
                    true,
                    DriverOptions.Bridge.PLAIN,
                    Optional.of(new NetworkSettings.Source("n9", "cfg")))),
            "0a016e30013a006a090a026e391203636667"),
        new Row<>(codec, new NetworkEvent.ConfigLent("n9"), "0a026e39"),
        new Row<>(codec, new NetworkEvent.ConfigReturned("n9"), "0a026e39"));
  }

  static List<Row<?>> pools() {
    var codec = Kinds.NETWORK.codec();
    Cidr range = Cidr.parse("192.0.2.128/25");
    return List.of(
        new Row<>(
            codec,
            new NetworkEvent.SubnetRequested(bridge().subnets().getFirst()),
            "0a3e0a0c3139322e302e322e302f3234120e3139322e302e322e3132382f"
                + "32351a093139322e302e322e3122130a06726f7574657212093139322e30"
                + "2e322e32"),
        new Row<>(
            codec,
            new NetworkEvent.RangeRequested("p1", range),
            "0a027031120e3139322e302e322e3132382f3235"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkPoolAdded(pool()),
            "0a440a027031120c3139322e302e322e302f32341a0e3139322e302e322e"
                + "3132382f323522093139322e302e322e312a130a06726f75746572120931"
                + "39322e302e322e323001"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkPoolWidened("p1", range),
            "0a027031120e3139322e302e322e3132382f3235"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkPoolRefused(FAILURE),
            "0a0e414444524553535f494e5f555345120574616b656e"));
  }
}
