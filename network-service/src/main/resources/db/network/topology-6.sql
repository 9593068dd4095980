-- One row for each thing and each span of revisions [from_revision, to_revision) in which it was so; to_revision null: still so.
-- Reads take the rows that are still so, by the partial indexes, and those that ended after the revision, by to_revision.

create table progress (revision bigint not null);
insert into progress values (0);

create table networks (
  id text collate "C" not null,
  from_revision bigint not null,
  to_revision bigint,
  created_revision bigint not null,
  sequence bigint not null,
  name text collate "C" not null,
  driver text not null,
  created_at timestamptz not null,
  state text not null,
  internal boolean not null,
  ipv6 boolean not null,
  predefined boolean not null,
  subnets jsonb not null,
  labels jsonb not null,
  options jsonb not null,
  config_from text not null,
  endpoint_count integer not null,
  primary key (id, from_revision)
);
create unique index networks_now on networks (id) where to_revision is null;
create index networks_now_by_name on networks (name) where to_revision is null;
create index networks_now_by_age on networks (created_revision) where to_revision is null;
create index networks_now_by_label on networks using gin (labels) where to_revision is null;
create index networks_ended on networks (to_revision) where to_revision is not null;
create index networks_ended_by_name on networks (name) where to_revision is not null;

create table sandboxes (
  id text collate "C" not null,
  from_revision bigint not null,
  to_revision bigint,
  created_revision bigint not null,
  sequence bigint not null,
  name text collate "C" not null,
  host text collate "C" not null,
  created_at timestamptz not null,
  state text not null,
  netns_path text not null,
  failure text not null,
  adopted boolean not null,
  mode text not null,
  donor_id text collate "C" not null,
  donor text collate "C" not null,
  labels jsonb not null,
  dns jsonb not null,
  endpoint_count integer not null,
  primary key (id, from_revision)
);
create unique index sandboxes_now on sandboxes (id) where to_revision is null;
create index sandboxes_now_by_name on sandboxes (name) where to_revision is null;
create index sandboxes_now_by_age on sandboxes (created_revision) where to_revision is null;
create index sandboxes_now_by_host on sandboxes (host, created_revision) where to_revision is null;
create index sandboxes_now_by_label on sandboxes using gin (labels) where to_revision is null;
create index sandboxes_ended on sandboxes (to_revision) where to_revision is not null;
create index sandboxes_ended_by_name on sandboxes (name) where to_revision is not null;

-- An endpoint that is gone keeps its last row: it can still be asked for by its id.
create table endpoints (
  id text collate "C" not null,
  from_revision bigint not null,
  to_revision bigint,
  created_revision bigint not null,
  sequence bigint not null,
  network_id text collate "C" not null,
  network text collate "C" not null,
  sandbox_id text collate "C" not null,
  sandbox text collate "C" not null,
  host text collate "C" not null,
  created_at timestamptz not null,
  state text not null,
  addresses jsonb not null,
  gateways jsonb not null,
  mac_address text not null,
  interface_name text not null,
  aliases jsonb not null,
  failure text not null,
  ports jsonb not null,
  bare_addresses jsonb not null,
  gateway_priority integer not null,
  sysctls jsonb not null,
  link_locals jsonb not null,
  primary key (id, from_revision)
);
create unique index endpoints_now on endpoints (id) where to_revision is null;
create index endpoints_now_by_age on endpoints (created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_network on endpoints (network_id, created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_network_name on endpoints (network, created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_sandbox on endpoints (sandbox_id, created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_sandbox_name on endpoints (sandbox, created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_host on endpoints (host, created_revision) where to_revision is null and state <> 'GONE';
create index endpoints_now_by_address on endpoints using gin (bare_addresses) where to_revision is null and state <> 'GONE';
create index endpoints_ended on endpoints (to_revision) where to_revision is not null;

create table services (
  id text collate "C" not null,
  from_revision bigint not null,
  to_revision bigint,
  created_revision bigint not null,
  sequence bigint not null,
  name text collate "C" not null,
  network_id text collate "C" not null,
  network text collate "C" not null,
  created_at timestamptz not null,
  state text not null,
  addresses jsonb not null,
  ports jsonb not null,
  balancing text not null,
  selector jsonb not null,
  labels jsonb not null,
  primary key (id, from_revision)
);
create unique index services_now on services (id) where to_revision is null;
create index services_now_by_name on services (name) where to_revision is null;
create index services_now_by_age on services (created_revision) where to_revision is null;
create index services_now_by_network on services (network_id) where to_revision is null;
create index services_ended on services (to_revision) where to_revision is not null;
create index services_ended_by_name on services (name) where to_revision is not null;

-- Which endpoint has had what, and since when: "address/10.0.3.7", "mac/02:42:…", "name/web", "port/h1:8080/tcp". Until when, the
-- endpoint's last row tells. Rows are only added.
create table traces (
  subject text collate "C" not null,
  from_revision bigint not null,
  endpoint_id text collate "C" not null,
  primary key (subject, from_revision)
);

-- What each event is about; see Mentions.
create table mentions (
  subject text collate "C" not null,
  revision bigint not null,
  primary key (subject, revision)
);

create table hosts (
  id text collate "C" not null,
  from_revision bigint not null,
  to_revision bigint,
  created_revision bigint not null,
  sequence bigint not null,
  registered_at timestamptz not null,
  boot_id text not null,
  underlay_address text not null,
  capabilities jsonb not null,
  missing jsonb not null,
  drained boolean not null,
  drift_count bigint not null,
  last_drift jsonb not null,
  primary key (id, from_revision)
);
create unique index hosts_now on hosts (id) where to_revision is null;
create index hosts_now_by_age on hosts (created_revision) where to_revision is null;
create index hosts_ended on hosts (to_revision) where to_revision is not null
