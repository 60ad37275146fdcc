create index generation_running on generation (platform, guild_id, user_id) where state not in ('delivered', 'undeliverable');
