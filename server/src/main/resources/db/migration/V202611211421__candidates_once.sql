-- The same token handed in twice at once for the same purpose is asked about once. Of two that are there already the
-- older one's job tells.
delete from token_candidate c using token_candidate older
where older.fingerprint = c.fingerprint and older.renews is not distinct from c.renews
  and (older.created_at, older.job_id) < (c.created_at, c.job_id);
create unique index token_candidate_once on token_candidate (fingerprint, renews) nulls not distinct;
