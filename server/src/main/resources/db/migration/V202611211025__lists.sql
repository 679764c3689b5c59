-- What the lists of devices, people and assets lean on at 100,000 rows, and what the packages behind them remember
-- besides the base.

-- holder: a serial number of Apple's finds its device whatever its case.
create index holder_by_serial on holder (upper(apple_id)) where kind = 'D';

-- device and people: what begins like the text (two characters and fewer), see DeviceFilters.
create index device_name_prefix on device (lower(name) text_pattern_ops);
create index device_serial_prefix on device (serial_number text_pattern_ops);
create index person_name_prefix on person (lower(name) text_pattern_ops);
create index person_email_prefix on person (lower(email) text_pattern_ops) where email is not null;

-- registration: what a notification said after a listing began wins over that listing; null = a listing said it last.
alter table registration add column learned_at timestamptz;
create index registration_by_status on registration (status, holder_id);

-- When the counts of a location were read: one row per location, so that unchanged counts stay untouched and are fresh
-- nevertheless.
create table counts_reading (
  location_id int primary key references location,
  listing_id  bigint      not null,
  began_at    timestamptz not null
);

-- Names to look up, most urgent first.
create index asset_metadata_due on asset_metadata (next_fetch_at);

-- A Managed Apple Account is one person's; a repeated import knows the person by it.
create unique index person_managed_account on person (lower(managed_apple_account))
  where managed_apple_account is not null and erased_at is null;

-- What was given since counts were read: see AssetQueries.
create index request_settled_gives on request (location_id, settled_at)
  where settled_at is not null and operation = 'ASSOCIATE';
