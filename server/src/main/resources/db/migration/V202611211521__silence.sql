-- How long Apple wants no call (Retry-After), whichever node was told; location null = no call at all.
create table apple_silence (
  location_id int references location,
  until       timestamptz not null,
  unique nulls not distinct (location_id)
);
