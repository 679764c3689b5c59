-- What was decided stays as it was written: no code changes or removes an event, be it by mistake. What is too old goes
-- by the month (drop table audit_event_2026_01), and AuditMonthStore alone moves what came before its month was made.
create function audit_event_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are neither changed nor removed' using errcode = 'restrict_violation';
end $$;
create trigger audit_event_is_kept before update or delete on audit_event
  for each row execute function audit_event_is_kept();
