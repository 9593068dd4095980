package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Recorded;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a service remembers of the things that its events are about: the calls of HistoryService
 * that the log alone cannot answer. Each throws a Rejection where the call is refused.
 */
public interface Recollections {

  WhoHadResponse whoHad(WhoHadRequest request);

  DiffResponse diff(DiffRequest request);

  DigestStateResponse digest(DigestStateRequest request);

  /** What each of some events changed, by revision; nothing for those that changed nothing. */
  Map<Long, List<FieldChange>> changes(List<Recorded> events);

  /** Keys of filters that name things, such as "network"; those of the rarest things first. */
  List<String> things();

  /**
   * What a filter's word means, as the view spells it in its mentions: each thing that has, or had,
   * the name.
   */
  Set<String> subjects(String key, String word);
}
