-- What an import added is found again by its instant.
create index device_by_import on device (created_at) where source = 'csv';
create index person_by_import on person (created_at) where source = 'csv';

-- How many licenses of a job are confirmed while their requests are open.
create index request_pair_confirmed on request_pair (request_id) where result = 'CONFIRMED';
