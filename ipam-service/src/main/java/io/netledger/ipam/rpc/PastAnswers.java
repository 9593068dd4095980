package io.netledger.ipam.rpc;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.Recollections;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.ipam.view.Subjects;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ipam-service knows holders by their ids only, so it sends those who ask on. */
public final class PastAnswers implements Recollections {

  private final Inventory inventory;

  public PastAnswers(HoldingsReader holdings, Moments moments) {
    this.inventory = new Inventory(holdings, moments);
  }

  @Override
  public DigestStateResponse digest(DigestStateRequest request) {
    return inventory.digest(request);
  }

  @Override
  public DiffResponse diff(DiffRequest request) {
    throw new Rejection(
        Reason.WRONG_SERVICE, "ipam-service compares no moments; expected Diff at network-service");
  }

  /** Its events name all that they change. */
  @Override
  public Map<Long, List<FieldChange>> changes(List<Recorded> events) {
    return Map.of();
  }

  @Override
  public List<String> things() {
    return Subjects.KEYS;
  }

  @Override
  public Set<String> subjects(String key, String word) {
    return Set.of(Subjects.thing(key, key.equals("address") ? address(word) : word));
  }

  private static String address(String word) {
    try {
      return IpAddress.parse(word).toString();
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.FILTER_INVALID, "filter address: " + e.getMessage());
    }
  }

  @Override
  public WhoHadResponse whoHad(WhoHadRequest request) {
    throw new Rejection(
        Reason.WRONG_SERVICE,
        "ipam-service knows holders by their ids only; expected WhoHad at network-service");
  }
}
