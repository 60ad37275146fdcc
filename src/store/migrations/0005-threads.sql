alter table generation add column parent_channel_id text;
