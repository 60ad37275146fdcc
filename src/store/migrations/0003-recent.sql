create index generation_recent on generation (platform, guild_id, created_at, id);
