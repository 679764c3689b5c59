-- A check waits for assets and for single holders beside each other: of an asset that changes while it is read, only
-- those who still lack it (or still have it) are read one by one.
alter table request_check rename column pending to assets;
alter table request_check add column holders int[] not null default '{}';
update request_check set holders = assets, assets = '{}' where by_holder;
alter table request_check alter column holders drop default;
alter table request_check drop column by_holder;

-- Users who are read one by one, by a filter that makes them one page: that one tells also that they are not there,
-- however much is written meanwhile.
create table user_check (
  location_id int         not null references location,
  holder_id   int         not null references holder,
  asked_at    timestamptz not null,                     -- readings that begin later tell
  read_at     timestamptz,                              -- when the last one began
  not_before  timestamptz,                              -- the reading failed and is not tried again before
  primary key (location_id, holder_id)
);
