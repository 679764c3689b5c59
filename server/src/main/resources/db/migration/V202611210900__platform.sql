-- Events from a lower package to an upper one, written in the transaction of what they tell of.
create table outbox_event (
  event_id     bigint generated always as identity primary key,
  type         text        not null,
  payload      jsonb       not null,
  published_at timestamptz not null
);

-- One row per event and consumer, as long as the consumer has not worked it off.
create table outbox_delivery (
  consumer        text        not null,
  event_id        bigint      not null references outbox_event (event_id) on delete cascade,
  attempts        integer     not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null,
  last_error      text,
  primary key (consumer, event_id)
);

create index outbox_delivery_due on outbox_delivery (next_attempt_at, event_id);
create index outbox_delivery_event on outbox_delivery (event_id);
