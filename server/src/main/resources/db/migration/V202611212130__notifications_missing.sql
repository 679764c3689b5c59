-- Whether notifications come at all: how many results in a row were polled without any notification
-- since Apple accepted the request, and since when that was so often that none is waited for.
alter table location
  add column notifications_missed smallint not null default 0,
  add column notifications_missing_since timestamptz;
