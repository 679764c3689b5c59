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
insert into registration (location_id, holder_id, status)
select 1 + h % 3, h, 'Associated' from generate_series(80001, 100000) h;
insert into assignment (location_id, asset_id, holder_id, since)
select 1 + h % 3, 1 + (h + 7 * k) % 60, h, '2026-09-01'
from generate_series(1, 100000) h, generate_series(0, 9) k;
insert into assignment_count (location_id, assignments)
select location_id, count(*) from assignment group by location_id;
insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id, actor_name, created_at, updated_at,
  finished_at, total)
select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'give', 'Give ' || i, 'DONE', 1 + i % 3,
  'SYSTEM', 'coster', 'Coster', timestamptz '2026-09-01' + i * interval '1 minute',
  timestamptz '2026-09-01' + i * interval '1 minute', timestamptz '2026-09-01' + i * interval '1 minute', 1000
from generate_series(1, 40000) i;
insert into request (request_id, location_id, job_id, operation, lane, asset_ids, holder_ids, state, recorded_at,
  settled_at, outcome)
select ('00000000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 1 + i % 3,
  ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'ASSOCIATE', 'BULK',
  array[1 + i % 30, 31 + i % 30], array(select 1 + (i * 5 + n) % 100000 from generate_series(0, 19) n), 'SETTLED',
  timestamptz '2026-07-01' + i * interval '1 minute', timestamptz '2026-07-01' + i * interval '1 minute', 'PARTLY'
from generate_series(1, 40000) i;
insert into request_pair (request_id, asset_id, holder_id, result, error_number, at)
select r.request_id, r.asset_ids[1], r.holder_ids[n], 'REFUSED', 9610, '2026-09-01'
from request r, generate_series(1, 5) n;
vacuum analyze;
