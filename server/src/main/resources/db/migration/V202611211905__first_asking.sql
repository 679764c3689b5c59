-- A wish that is wished anew again and again is ranked by its first asking that no listing has told: else it would fall
-- behind each time. Null when all were told.
alter table count_reread add column first_asked_at timestamptz;
alter table user_reread add column first_asked_at timestamptz;
