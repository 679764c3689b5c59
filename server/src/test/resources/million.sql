-- A million assignments at three locations, and what belongs to them, for PlansAreIndexedTest.
insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
select i, 'u' || i, 'Location ' || i, 'USABLE', '2026-09-01', gen_random_uuid(), '2026-09-01'
from generate_series(1, 3) i;
insert into asset (asset_id, adam_id, pricing_param)
select i, (1000 + i)::text, 'STDQ' from generate_series(1, 60) i;
insert into location_asset (location_id, asset_id, product_type, device_assignable, revocable, platforms, unlimited,
  total, assigned, available, retired, listing_id)
select l, a, 'App', true, true, '{iOS}', false, 100000, 50000, 50000, 0, 1
from generate_series(1, 3) l, generate_series(1, 60) a;
insert into counts_reading (location_id, listing_id, began_at)
select i, 1, '2026-09-02' from generate_series(1, 3) i;
insert into asset_metadata (adam_id, storefront, name, found, fetched_at, next_fetch_at)
select (1000 + i)::text, 'us', 'App ' || i, true, '2026-09-01', '2026-12-01' from generate_series(1, 50) i;
insert into person (person_id, name, email, site_id, source, created_at)
select i, 'Person ' || i, 'p' || i || '@example.org', 1, 'test', '2026-09-01' from generate_series(1, 20000) i;
insert into device (device_id, serial_number, name, platform, site_id, person_id, source, created_at)
select i, 'S' || i, 'iPad ' || i, 'iPadOS', 1, case when i % 5 = 0 then i / 5 end, 'test', '2026-09-01'
from generate_series(1, 80000) i;
insert into holder (holder_id, kind, apple_id, device_id, created_at)
select i, 'D', 'S' || i, i, '2026-09-01' from generate_series(1, 80000) i;
insert into holder (holder_id, kind, apple_id, person_id, created_at)
select 80000 + i, 'U', 'user-' || i, i, '2026-09-01' from generate_series(1, 20000) i;
-- One of ten was never registered, few wait for somebody, hardly anybody is retired.
insert into registration (location_id, holder_id, status, invited_at)
select 1 + h % 3, h, case when h % 10 = 1 then 'Registered' when h % 500 = 2 then 'Retired' else 'Associated' end,
  case when h % 200 = 1 then timestamptz '2026-09-01' end
from generate_series(80001, 100000) h where h % 10 <> 0;
insert into assignment (location_id, asset_id, holder_id, since)
select 1 + h % 3, 1 + (h + 7 * k) % 60, h, '2026-09-01'
from generate_series(1, 100000) h, generate_series(0, 9) k;
insert into assignment_count (location_id, assignments)
select location_id, count(*) from assignment group by location_id;
insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id, actor_name, created_at, updated_at,
  finished_at, total)
select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'give', 'Give ' || i,
  case when i % 1000 = 7 then 'RUNNING' else 'DONE' end, 1 + i % 3, 'SYSTEM', 'coster', 'Coster',
  timestamptz '2026-09-01' + i * interval '1 minute', timestamptz '2026-09-01' + i * interval '1 minute',
  case when i % 1000 <> 7 then timestamptz '2026-09-01' + i * interval '1 minute' end, 1000
from generate_series(1, 40000) i;
insert into request (request_id, location_id, job_id, operation, lane, asset_ids, holder_ids, state, recorded_at,
  settled_at, outcome)
select ('00000000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 1 + i % 3,
  ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'ASSOCIATE', 'BULK',
  array[1 + i % 30, 31 + i % 30], array(select 1 + (i * 5 + n) % 100000 from generate_series(0, 19) n),
  case when i % 1000 <> 7 then 'SETTLED' when i % 2000 = 7 then 'ACCEPTED' else 'CHECKING' end,
  timestamptz '2026-07-01' + i * interval '1 minute',
  case when i % 1000 <> 7 then timestamptz '2026-07-01' + i * interval '1 minute' end,
  case when i % 1000 <> 7 then 'PARTLY' end
from generate_series(1, 40000) i;
insert into request_pair (request_id, asset_id, holder_id, result, error_number, at)
select r.request_id, r.asset_ids[1], r.holder_ids[n], 'REFUSED', 9610, '2026-09-01'
from request r, generate_series(1, 5) n;
-- A week of readings: everything every five minutes, and besides single apps and people whom a request was about.
insert into listing (location_id, kind, since_version, state, began_at, ended_at)
select l, kind, case when kind = 'ASSIGNMENTS' and i % 288 > 0 then 'v' end, 'DONE',
  timestamptz '2026-09-01' + i * interval '5 minutes', timestamptz '2026-09-01 00:00:02' + i * interval '5 minutes'
from generate_series(1, 3) l, unnest(array['ASSETS', 'USERS', 'ASSIGNMENTS']) kind, generate_series(0, 2015) i;
insert into listing (location_id, kind, asset_id, holder_id, state, began_at, ended_at)
select l, kind, case when kind = 'ASSIGNMENTS' then 1 + i % 60 end, case when kind = 'USERS' then 80001 + i end, 'DONE',
  timestamptz '2026-09-01' + i * interval '1 minute', timestamptz '2026-09-01 00:00:01' + i * interval '1 minute'
from generate_series(1, 3) l, unnest(array['USERS', 'ASSIGNMENTS']) kind, generate_series(0, 10079) i;
insert into listing (location_id, kind, state, began_at)
select l, 'ASSIGNMENTS', 'RUNNING', '2026-09-08' from generate_series(1, 3) l;
insert into assignment_reread (location_id, asset_id, holder_id, asked_at, reason)
select 1 + h % 3, 1 + h % 60, h, '2026-09-08', 'test' from generate_series(1, 3000) h;
-- Two locations where much happens, and one where hardly anything does.
insert into notification (location_id, apple_id, type, received_at, body, state, processed_at)
select case when i < 50 then 3 else 1 + i % 2 end, 'n' || i, 'ASSET_COUNT',
  timestamptz '2026-09-01' + i * interval '5 seconds', '{}', 'DONE',
  timestamptz '2026-09-01' + i * interval '5 seconds'
from generate_series(1, 100000) i;
insert into audit_event (audit_event_id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
  location_id, summary)
select ('00000000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid, timestamptz '2026-06-01' + i * interval '1 minute',
  'SYSTEM', 'coster', 'Coster', 'job.created', case when i % 1000 = 0 then 'location' else 'job' end,
  case when i % 1000 = 0 then '1' else i::text end, 1 + i % 3, 'A job'
from generate_series(1, 100000) i;
vacuum analyze;
