package io.netledger.agent.plan;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The services that this host was told of. An older spec never replaces a newer one. */
final class HeardServices {

  private final Map<String, ServiceSpec> services = new LinkedHashMap<>();

  /** Whether it is news. */
  boolean put(ServiceSpec service) {
    ServiceSpec before = services.get(service.id());
    boolean newer = before == null || before.revision() <= service.revision();
    if (newer) {
      services.put(service.id(), service);
    }
    return newer;
  }

  /** What was there. */
  Optional<ServiceSpec> remove(String id) {
    return Optional.ofNullable(services.remove(id));
  }

  Optional<ServiceSpec> get(String id) {
    return Optional.ofNullable(services.get(id));
  }

  /** Those on the networks, in the order of their ids. */
  List<ServiceSpec> on(Set<String> networkIds) {
    return services.values().stream()
        .filter(service -> networkIds.contains(service.networkId()))
        .sorted(Comparator.comparing(ServiceSpec::id))
        .toList();
  }

  /** Those that the whole does not have, but for newer ones. */
  Stream<Owner> missing(SpecChange.Whole whole) {
    List<Owner> said = whole.services().stream().map(ServiceSpec::owner).toList();
    return services.values().stream()
        .filter(service -> service.revision() <= whole.revision())
        .map(ServiceSpec::owner)
        .filter(owner -> !said.contains(owner));
  }
}
