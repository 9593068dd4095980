-- Of the Merkle tree over the events the roots of complete subtrees with 256, 256² … events: computed from the log, and
-- again if they are taken away.
CREATE TABLE ledger.subtree (
  level    integer NOT NULL, -- it has 2^level events: 8, 16, 24 …
  position bigint  NOT NULL, -- among those of its level: 0, 1, 2 …
  hash     bytea   NOT NULL, -- RFC 9162; the leaf of an event is its hash
  PRIMARY KEY (level, position)
);

-- What the log was, signed.
CREATE TABLE ledger.checkpoint (
  size      bigint      NOT NULL PRIMARY KEY, -- the newest revision then
  root      bytea       NOT NULL,             -- of the tree over all events up to it
  signed_at timestamptz NOT NULL,
  note      text        NOT NULL              -- both, signed: C2SP's tlog-checkpoint
);

CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
