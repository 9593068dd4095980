-- The log of one service. Rows are only ever added, by ledger.append and nothing else.
CREATE TABLE ledger.event (
  revision       bigint      NOT NULL PRIMARY KEY,
  category       text        NOT NULL,
  stream         text        NOT NULL,
  sequence       bigint      NOT NULL,
  type           text        NOT NULL, -- full name of the protobuf message
  payload        bytea       NOT NULL, -- the message, serialized
  recorded_at    timestamptz NOT NULL, -- never decreases with revision
  actor          text        NOT NULL,
  client_address text        NOT NULL,
  request_id     text        NOT NULL,
  request_digest text        NOT NULL,
  claims_request boolean     NOT NULL, -- true: a retry with this request_id is answered with this event
  correlation    text        NOT NULL,
  causation      text        NOT NULL,
  reason         text        NOT NULL,
  previous_hash  bytea       NOT NULL, -- hash of revision - 1
  hash           bytea       NOT NULL, -- SHA-256 over everything above, see HashChain.java
  CONSTRAINT event_of_stream UNIQUE (category, stream, sequence)
);

CREATE INDEX event_by_request ON ledger.event (request_id) WHERE claims_request;
CREATE INDEX event_by_correlation ON ledger.event (correlation) WHERE correlation <> '';

-- Payloads are small and read whole: do not spend time on compressing them.
ALTER TABLE ledger.event ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger only grows: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- Appends rows after expected_revision, all or nothing, in one round trip.
--
-- outcome 'stored': done. 'moved': somebody else appended first, nothing is stored. 'used': some of claims are the
-- request ids of earlier appends, they are in used, nothing is stored.
--
-- The lock serializes appenders of all replicas until they commit, so revisions have no gaps and become visible in
-- their order. Only a VOLATILE function in READ COMMITTED looks at the head with a snapshot taken after the lock; one
-- plain statement would look with a snapshot from before it.
CREATE FUNCTION ledger.append(
  expected_revision bigint, expected_hash bytea, claims text[],
  categories text[], streams text[], sequences bigint[], types text[], payloads bytea[], times bigint[],
  actors text[], client_addresses text[], request_ids text[], request_digests text[], claiming boolean[],
  correlations text[], causations text[], reasons text[], hashes bytea[],
  OUT outcome text, OUT used text[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  rows_to_add integer := cardinality(hashes);
  head_revision bigint;
  head_hash bytea;
BEGIN
  IF rows_to_add > 0 THEN
    PERFORM ledger.lock_appending();
  END IF;

  SELECT e.revision, e.hash INTO head_revision, head_hash FROM ledger.event e ORDER BY e.revision DESC LIMIT 1;
  IF coalesce(head_revision, 0) <> expected_revision
      OR head_revision IS NOT NULL AND head_hash <> expected_hash THEN
    outcome := 'moved';
    RETURN;
  END IF;

  IF cardinality(claims) > 0 THEN
    used := ARRAY(SELECT DISTINCT e.request_id FROM ledger.event e
                  WHERE e.request_id = ANY (claims) AND e.claims_request);
    IF cardinality(used) > 0 THEN
      outcome := 'used';
      RETURN;
    END IF;
  END IF;

  IF rows_to_add > 0 THEN
    INSERT INTO ledger.event
      SELECT expected_revision + r.n, r.category, r.stream, r.sequence, r.type, r.payload,
             timestamptz 'epoch' + r.time * interval '1 microsecond',
             r.actor, r.client_address, r.request_id, r.request_digest, r.claiming,
             r.correlation, r.causation, r.reason, r.previous_hash, r.hash
      FROM unnest(categories, streams, sequences, types, payloads, times, actors, client_addresses, request_ids,
                  request_digests, claiming, correlations, causations, reasons,
                  (expected_hash || hashes)[1:rows_to_add], hashes)
           WITH ORDINALITY AS r (category, stream, sequence, type, payload, time, actor, client_address, request_id,
                                 request_digest, claiming, correlation, causation, reason, previous_hash, hash, n);
    PERFORM pg_notify('ledger', (expected_revision + rows_to_add)::text);
  END IF;
  outcome := 'stored';
END $$;

-- One appender at a time in this database, until its transaction ends.
CREATE FUNCTION ledger.lock_appending() RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(7453010373645639777); -- "ledgr" and then some: any number nobody else uses
$$;
