package io.netledger.network.stored;

import io.netledger.address.IpAddress;
import io.netledger.network.Kinds;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.service.ServiceDeciderTest;
import io.netledger.network.service.ServiceEvent;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@link StoredEventsTest} about services. */
final class StoredServices {

  private StoredServices() {}

  static List<Row<?>> rows() {
    var codec = Kinds.SERVICE.codec();
    return List.of(
        new Row<>(
            codec,
            new ServiceEvent.ServiceRequested(ServiceDeciderTest.REQUEST),
            "0a0377656212056e65742d311a0a085010903f1a0374637020022a0a0a03617070120377656232060a016b"
                + "1201763a080a06706f6f6c2d31"),
        new Row<>(
            codec,
            new ServiceEvent.ServiceRequested(ServiceDeciderTest.PUBLISHED),
            "0a0377656212056e65742d311a0d085010903f1a0374637020c03e20022a0a0a03617070120377656232"
                + "060a016b1201763a080a06706f6f6c2d31"),
        new Row<>(
            Kinds.SANDBOX.codec(),
            new SandboxEvent.SandboxCreated(
                new SandboxSettings(
                    "ingress.web.h1",
                    "h1",
                    Map.of(),
                    new Namespace.Made(),
                    false,
                    Dns.OF_HOST,
                    Optional.of("s1"))),
            "0a0e696e67726573732e7765622e6831120268315a027331"),
        new Row<>(
            codec,
            new ServiceEvent.ServiceAddressed(List.of(IpAddress.parse("10.1.0.9"))),
            "0a0831302e312e302e39"),
        new Row<>(
            codec,
            new ServiceEvent.ServiceFailed(StoredEventsTest.FAILURE),
            "0a0e414444524553535f494e5f555345120574616b656e"),
        new Row<>(codec, new ServiceEvent.ServiceRemoving(), ""),
        new Row<>(codec, new ServiceEvent.ServiceRemoved(), ""));
  }
}
