create table process (
  id text primary key,
  role text not null,
  started_at bigint not null,
  seen_at bigint not null,
  running integer not null,
  weight double precision not null
);

create index key_value_expiring on key_value (expires_at) where expires_at is not null;
