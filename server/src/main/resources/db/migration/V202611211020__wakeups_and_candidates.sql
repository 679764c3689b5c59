-- A wakeup that came while its task was running: once that is over, it is called again.
alter table scheduled_tasks add column again_at timestamptz;

-- When Apple may be asked about a token that was handed in, and how often nobody answered.
alter table token_candidate add column ask_at timestamptz not null;
alter table token_candidate add column attempts int not null default 0;
create index token_candidate_by_ask_at on token_candidate (ask_at);

-- What was seen at Apple before our own claim went through says nothing about it; whether Apple knows the
-- address and secret for notifications that we use now.
alter table location add column claimed_at timestamptz;
alter table location add column notification_url text;

-- The secret that goes out with the next claim: until Apple has taken it, notifications carry the one before.
alter table location add column notification_secret_next bytea;
-- An address that Apple could not reach is not offered again before.
alter table location add column claim_not_before timestamptz;
