package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.quoted;

import io.netledger.address.Cidr;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an update asks for, in values as far as that goes without the network.
 *
 * @param network id, name or prefix of an id
 * @param labels to have
 * @param removedLabels keys of labels to have no more
 * @param options of the driver, in words: what they mean depends on it
 * @param subnets to have too, each named
 * @param ranges to choose addresses from, by subnet
 */
record UpdateWords(
    String network,
    Map<String, String> labels,
    Set<String> removedLabels,
    Map<String, String> options,
    List<RequestedSubnet> subnets,
    Map<Cidr, Cidr> ranges) {

  static UpdateWords of(UpdateNetworkRequest request) {
    return new UpdateWords(
        FieldWords.reference("network", request.getNetwork()),
        FieldWords.labels(request.getLabelsMap()),
        removedLabels(request),
        request.getOptionsMap(),
        subnets(request),
        ranges(request));
  }

  /** ipam-service has to do with it. */
  boolean isAboutPools() {
    return !subnets.isEmpty() || !ranges.isEmpty();
  }

  private static Set<String> removedLabels(UpdateNetworkRequest request) {
    for (String key : request.getRemovedLabelsList()) {
      if (key.isEmpty()) {
        throw invalid("removed_labels has an empty key; expected keys of labels");
      }
      if (request.containsLabels(key)) {
        throw invalid("label " + quoted(key) + " is to be set and to be removed; expected one");
      }
    }
    return Set.copyOf(request.getRemovedLabelsList());
  }

  private static List<RequestedSubnet> subnets(UpdateNetworkRequest request) {
    List<RequestedSubnet> subnets = SubnetWords.subnets(request.getAddedSubnetsList());
    if (subnets.stream().anyMatch(subnet -> subnet.subnet().isEmpty())) {
      throw invalid("added_subnets has one without subnet; expected each to be named");
    }
    return subnets;
  }

  private static Map<Cidr, Cidr> ranges(UpdateNetworkRequest request) {
    Map<Cidr, Cidr> ranges = new LinkedHashMap<>();
    new TreeMap<>(request.getIpRangesMap())
        .forEach((subnet, range) ->
            ranges.put(
                SubnetWords.required("subnet in ip_ranges", subnet),
                SubnetWords.required("ip_range", range)));
    return ranges;
  }
}
