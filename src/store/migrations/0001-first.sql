create table generation (
  id text primary key,
  platform text not null,
  interaction_id text not null,
  guild_id text not null,
  channel_id text not null,
  user_id text not null,
  role_ids_json text not null,
  command text not null,
  model text not null,
  values_json text not null,
  input_json text not null,
  warnings_json text not null,
  reply_json text not null,
  message_id text,
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
create index generation_by_guild on generation (platform, guild_id, created_at);
create index generation_by_time on generation (created_at);

create table budget_window (
  key text primary key,
  held bigint not null,
  spent bigint not null,
  alerted integer not null
);

create table generation_window (
  generation_id text not null,
  window_key text not null,
  primary key (generation_id, window_key)
);
create index generation_window_by_window on generation_window (window_key);

create table guild_cap (
  platform text not null,
  guild_id text not null,
  scope text not null,
  subject_id text not null,
  period text not null,
  amount bigint not null,
  primary key (platform, guild_id, scope, subject_id, period)
);

create table guild_setting (
  platform text not null,
  guild_id text not null,
  settings_json text not null,
  primary key (platform, guild_id)
);

create table ledger (
  id {{identity}},
  at bigint not null,
  kind text not null,
  generation_id text,
  platform text not null,
  guild_id text not null,
  channel_id text not null,
  user_id text not null,
  model text not null,
  held_at bigint not null,
  held bigint not null,
  spent bigint not null,
  note text not null
);
create index ledger_by_generation on ledger (generation_id);
create index ledger_by_guild on ledger (platform, guild_id, held_at);

create table key_value (
  key text primary key,
  value_json text not null,
  expires_at bigint
);
