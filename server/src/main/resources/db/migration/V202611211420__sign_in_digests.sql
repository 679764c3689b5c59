-- Failed sign-ins are found by a digest of what was typed: until now the text itself stood here, be it a password typed
-- into the wrong field. Whoever is locked at this moment is let go.
delete from sign_in_failure;
create index sign_in_failure_by_age on sign_in_failure (window_started_at);
