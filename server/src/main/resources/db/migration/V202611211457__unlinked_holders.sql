-- Licenses whose holder is no known device and no person; a few among many, hopefully. See HolderSearchStore.
create index holder_unlinked on holder (holder_id) where device_id is null and person_id is null;
