package dev.coster.location;

import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import java.net.URI;
import java.util.Optional;

/** The parts of this package, made to fit each other. */
record LocationParts(StoredLocations locations, StoredCandidates candidates) {

  static LocationParts of(
      Transactions transactions,
      StoredLocations.Stores stores,
      Surroundings surroundings,
      Outbox outbox,
      Optional<URI> publicUrl) {
    var conditions =
        new Conditions(
            stores.locations(), stores.tokens(), stores.claims(), surroundings.audit(), outbox);
    var claims =
        new Claims(
            stores.claims(),
            conditions,
            surroundings.audit(),
            surroundings.secrets(),
            surroundings.clock(),
            publicUrl);
    var handedIn = new HandedIn(stores, surroundings);
    var acceptance = new Acceptance(stores, conditions, claims, surroundings);
    return new LocationParts(
        new StoredLocations(transactions, stores, conditions, claims, handedIn, surroundings),
        new StoredCandidates(transactions, stores.candidates(), acceptance, surroundings));
  }
}
