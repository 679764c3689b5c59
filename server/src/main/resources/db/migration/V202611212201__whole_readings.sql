-- How fresh a location's picture is, told by readings of everything: between them lie thousands of single apps and people.
create index listing_whole on listing (location_id, kind, ended_at)
  where state = 'DONE' and asset_id is null and holder_id is null;
