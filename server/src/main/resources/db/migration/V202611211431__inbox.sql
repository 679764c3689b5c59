-- One row per location that Apple calls us for: whoever works off its notifications, or makes what was read there the
-- picture, holds it. So the two never meet half-way, and no location waits for another.
create table inbox (
  location_id int primary key references location,
  not_before  timestamptz                               -- after a failure, with the others waiting behind it
);
insert into inbox (location_id) select distinct location_id from notification;

drop index notification_new;
create index notification_new on notification (location_id, notification_id) where state = 'NEW';
create index notification_worked_off on notification (processed_at) where state in ('DONE', 'IGNORED');
