-- What giving and taking back must remember beyond its requests.

-- A request whose pairs are read at Apple, since nobody knows what became of them.
create table request_check (
  request_id  uuid primary key references request,
  location_id int         not null references location,
  check_after timestamptz not null,                     -- readings that began later count
  by_holder   boolean     not null,                     -- pending are holders, else assets
  pending     int[]       not null,                     -- still to be read
  disturbed   int         not null default 0,           -- readings in which absence did not count
  failures    jsonb       not null                      -- what Apple's event said of failures
);
create index request_check_by_location on request_check (location_id);

-- Planned pairs of persons who have to be registered with Apple first.
create table job_waiting (
  job_id     uuid  not null references job,
  asset_id   int   not null,
  person_ids int[] not null,                            -- in the stated order
  primary key (job_id, asset_id)
);

-- Apple's number, where it is why a pair was not asked for (a registration that failed); 0 = none. In holder_ids a
-- person without a holder is -2 * person_id, a device without one -2 * device_id - 1.
alter table job_exclusion add column error_number int not null default 0;
alter table job_exclusion drop constraint job_exclusion_pkey;
alter table job_exclusion add primary key (job_id, asset_id, reason, error_number);
