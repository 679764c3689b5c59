package dev.coster.sync;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read.
 *
 * @param assetId only the assignments of this asset
 * @param holderId only the assignments of this holder, or this user alone
 * @param sinceVersion only what changed since
 * @param jobId the job that it is a part of
 */
record Reading(
    ListingKind kind,
    @Nullable Integer assetId,
    @Nullable Integer holderId,
    @Nullable String sinceVersion,
    @Nullable UUID jobId) {

  static Reading all(ListingKind kind) {
    return new Reading(kind, null, null, null, null);
  }

  static Reading since(ListingKind kind, String version) {
    return new Reading(kind, null, null, version, null);
  }

  static Reading again(int assetId, int holderId) {
    return new Reading(
        ListingKind.ASSIGNMENTS,
        assetId == 0 ? null : assetId,
        holderId == 0 ? null : holderId,
        null,
        null);
  }

  /** One user alone. */
  static Reading ofUser(int holderId) {
    return new Reading(ListingKind.USERS, null, holderId, null, null);
  }

  Reading forJob(UUID job) {
    return new Reading(kind, assetId, holderId, sinceVersion, job);
  }

  boolean filtered() {
    return assetId != null || holderId != null;
  }

  boolean delta() {
    return sinceVersion != null;
  }

  /** For people and logs. */
  String words() {
    return "reading "
        + (delta() ? "changed " : "")
        + kind.words()
        + (assetId == null ? "" : " of asset " + assetId)
        + (holderId == null ? "" : " of holder " + holderId);
  }
}
