-- A CSV between its preview and its import: any node may run the import, and of two files in two tabs the one
-- that was looked at is taken. Rows live for some hours at most.
create table import_file (
  import_file_id uuid primary key,
  kind           text        not null,                  -- devices, people
  owner          uuid        not null,                  -- the administrator who handed it in
  hash           text        not null,                  -- SHA-256 of the content, hex
  content        bytea       not null,
  created_at     timestamptz not null
);
create index import_file_by_time on import_file (created_at);
