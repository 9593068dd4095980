-- How far each view has read the log. Whoever changes a view's tables holds its row.
CREATE TABLE ledger.view (
  name     text   NOT NULL,
  version  text   NOT NULL,
  revision bigint NOT NULL, -- the last one seen
  PRIMARY KEY (name, version)
);

-- Which replica feeds which view: Axon's token store. A token is a revision.
CREATE TABLE ledger.view_token (
  processor_name text    NOT NULL,
  segment        integer NOT NULL,
  token          text,
  token_type     text,
  claimed_at     text,
  owner          text,
  PRIMARY KEY (processor_name, segment)
);
