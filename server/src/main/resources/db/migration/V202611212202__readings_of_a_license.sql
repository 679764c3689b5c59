-- When a license was seen first and last, told by readings of everything, of its app and of its holder.
create index listing_about on listing (location_id, asset_id, holder_id)
  where kind = 'ASSIGNMENTS' and state = 'DONE' and since_version is null;
