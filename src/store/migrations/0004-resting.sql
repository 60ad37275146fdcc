alter table process add column resting integer not null default 0;
