-- Pools, leases and reservations at every revision: a row is so from from_revision on, until to_revision (not included; null: still so).

create table pools (
  id text primary key,
  space text not null,
  subnet cidr not null,
  gateway text not null, -- empty: none
  aux_names text[] not null,
  aux_addresses text[] not null, -- beside the names
  owner text not null,
  opened_at timestamptz not null,
  from_revision bigint not null,
  to_revision bigint
);
create unique index on pools (from_revision);
create index on pools using gist (subnet inet_ops);

-- One row for each event of a pool.
create table pool_states (
  pool_id text not null,
  from_revision bigint not null,
  to_revision bigint,
  ip_range cidr not null,
  events bigint not null, -- how many the pool has
  held bigint not null, -- how many addresses are held
  held_in_range bigint not null, -- and of those in ip_range
  primary key (pool_id, from_revision)
);
create unique index on pool_states (pool_id) where to_revision is null;

create table leases (
  pool_id text not null,
  address inet not null,
  holder text not null,
  allocated_at timestamptz not null,
  from_revision bigint not null,
  to_revision bigint,
  primary key (pool_id, address, from_revision)
);
create unique index on leases (pool_id, address) where to_revision is null;
create index on leases (holder, pool_id);

create table reservations (
  pool_id text not null,
  address inet not null,
  sandbox text not null, -- empty: kept for nobody
  reason text not null,
  reserved_at timestamptz not null,
  from_revision bigint not null,
  to_revision bigint,
  primary key (pool_id, address, from_revision)
);
create unique index on reservations (pool_id, address) where to_revision is null;

-- What each event is about; see Mentions.
create table mentions (
  subject text collate "C" not null,
  revision bigint not null,
  primary key (subject, revision)
);
