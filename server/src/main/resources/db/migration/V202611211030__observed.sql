-- How many assignments a location has, kept with every change of them, so that no page counts the table. Whoever
-- changes a location's assignments locks its row first: a listing that is being applied and a confirmation that comes
-- in at that moment must see each other.
create table assignment_count (
  location_id int primary key,
  assignments bigint not null
);

-- Walks that were given up lately hold further attempts back.
create index listing_abandoned on listing (location_id, ended_at) where state = 'ABANDONED';
create index listing_by_job on listing (job_id) where job_id is not null;

-- The rows of a walk lie together, so that a tree with one key for a million of them is work for nothing.
drop index listing_assignment_by_listing;
create index listing_assignment_by_listing on listing_assignment using brin (listing_id) with (pages_per_range = 16);
