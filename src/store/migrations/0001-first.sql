create table generation (
  id text primary key,
  platform text not null,
  interaction_id text not null,
  guild_id text not null,
  channel_id text not null,
  user_id text not null,
  command text not null,
  model text not null,
  values_json text not null,
  input_json text not null,
  warnings_json text not null,
  reply_json text not null,
  message_id text,
  windows_json text not null,
  hold bigint not null,
  state text not null,
  phase text,
  phase_since bigint,
  task_id text,
  outcome_json text,
  undeliverable_code text,
  created_at bigint not null,
  submitted_at bigint,
  settled_at bigint
);
create index generation_unfinished on generation (created_at) where state not in ('delivered', 'undeliverable');
create index generation_by_guild on generation (guild_id, created_at);

create table budget_window (
  key text primary key,
  held bigint not null,
  spent bigint not null
);

create table ledger (
  id {{identity}},
  at bigint not null,
  kind text not null,
  generation_id text not null,
  guild_id text not null,
  user_id text not null,
  held bigint not null,
  spent bigint not null
);
create index ledger_by_generation on ledger (generation_id);

create table key_value (
  key text primary key,
  value_json text not null,
  expires_at bigint
);
