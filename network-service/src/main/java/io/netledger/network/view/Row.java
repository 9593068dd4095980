package io.netledger.network.view;

/** One thing as it was in a span of revisions. */
public sealed interface Row permits NetworkRow, SandboxRow, EndpointRow, ServiceRow, HostRow {

  /** Names the thing, never used again; a host's is its name. */
  String id();

  /** Of the thing's first event: things are listed in this order. */
  long createdRevision();

  /** Of the thing's last event in its stream. */
  long sequence();
}
