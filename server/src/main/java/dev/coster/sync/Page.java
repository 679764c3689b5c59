package dev.coster.sync;

import dev.coster.apple.Assignment;
import dev.coster.apple.Listing;
import dev.coster.apple.ResponseAsset;
import dev.coster.apple.ResponseUser;

/** A page that Apple sent, of whatever kind. */
sealed interface Page {

  Listing<?> listing();

  /** Of users. */
  record OfUsers(Listing<ResponseUser> listing) implements Page {}

  /** Of assets. */
  record OfAssets(Listing<ResponseAsset> listing) implements Page {}

  /** Of assignments. */
  record OfAssignments(Listing<Assignment> listing) implements Page {}
}
