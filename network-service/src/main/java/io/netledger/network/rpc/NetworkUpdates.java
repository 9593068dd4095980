package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.quoted;

import io.netledger.eventstore.Appended;
import io.netledger.network.Kinds;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.NetworkRules;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.RenameNetworkResponse;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.proto.network.v1.UpdateNetworkResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** RenameNetwork and UpdateNetwork. */
final class NetworkUpdates {

  private static final String RENAME =
      NetworkServiceGrpc.getRenameNetworkMethod().getFullMethodName();
  private static final String UPDATE =
      NetworkServiceGrpc.getUpdateNetworkMethod().getFullMethodName();

  private final Writing writing;

  NetworkUpdates(Writing writing) {
    this.writing = writing;
  }

  RenameNetworkResponse rename(RenameNetworkRequest request) {
    String word =
        writing.recorded(
            request, RENAME, () -> FieldWords.reference("network", request.getNetwork()));
    String name =
        writing.recorded(request, RENAME, () -> FieldWords.name("name", request.getName()));
    var etag =
        EtagCheck.of(writing, Kinds.NETWORK, request.getEtag(), work -> Naming.network(work, word));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          String id = Naming.network(work, word);
          found.set(id);
          etag.check(work, id);
          NetworkRules.rename(work, id, name);
        });
    Appended appended = writing.write(request, RENAME, decision, found::get);
    Seen<Network> seen = seen(appended, request.getValidateOnly(), found.get());
    return RenameNetworkResponse.newBuilder()
        .setRevision(seen.revision())
        .setNetwork(AnswerWords.network(seen))
        .build();
  }

  UpdateNetworkResponse update(UpdateNetworkRequest request) {
    String word =
        writing.recorded(
            request, UPDATE, () -> FieldWords.reference("network", request.getNetwork()));
    Map<String, String> labels =
        writing.recorded(request, UPDATE, () -> FieldWords.labels(request.getLabelsMap()));
    Set<String> removed = writing.recorded(request, UPDATE, () -> removedLabels(request));
    var etag =
        EtagCheck.of(writing, Kinds.NETWORK, request.getEtag(), work -> Naming.network(work, word));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          String id = Naming.network(work, word);
          found.set(id);
          etag.check(work, id);
          NetworkRules.relabel(work, id, labels, removed);
        });
    Appended appended = writing.write(request, UPDATE, decision, found::get);
    Seen<Network> seen = seen(appended, request.getValidateOnly(), found.get());
    return UpdateNetworkResponse.newBuilder()
        .setRevision(seen.revision())
        .setNetwork(AnswerWords.network(seen))
        .addAllEffects(Effects.of(events(appended)))
        .build();
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

  private Seen<Network> seen(Appended appended, boolean validateOnly, String found) {
    String id = validateOnly ? found : Writing.thing(appended, Kinds.NETWORK).orElseThrow();
    return writing.seen(Kinds.NETWORK, id);
  }

  private static List<NetworkEvent> events(Appended appended) {
    return appended.events().stream()
        .filter(event -> event.stream().category().equals(Kinds.NETWORK.category()))
        .map(event -> Kinds.NETWORK.codec().decode(event.payload()))
        .toList();
  }
}
