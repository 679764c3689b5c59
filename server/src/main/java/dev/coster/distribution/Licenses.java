package dev.coster.distribution;

import dev.coster.holder.HolderKind;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looking at licenses: who holds what, since when, and why. Answers come from our own database.
 * Thread-safe.
 */
public interface Licenses {

  /** Holders of an asset, a page by holder; for the app's page and export. */
  List<HolderRow> holders(
      Visibility visibility,
      int assetId,
      HolderFilter filter,
      @Nullable HolderCursor after,
      int limit);

  /**
   * What to show of an asset's holders.
   *
   * @param text how a name, a serial number, a mail address or Apple's identity begins, whatever
   *     its case; empty = all
   */
  record HolderFilter(@Nullable Integer locationId, String text, boolean unlinkedOnly) {}

  /** Where the next page begins. */
  record HolderCursor(int locationId, int holderId) {}

  /** A holder of an asset. */
  record HolderRow(
      int locationId,
      String locationName,
      int holderId,
      String kind,
      String appleId,
      @Nullable Integer deviceId,
      @Nullable Integer personId,
      String label,
      Instant since) {}

  /**
   * All holders of these assets (without any: of whatever) at the filter's location that the filter
   * shows; for bulk selection.
   */
  int[] holderIds(Visibility visibility, int[] assetIds, HolderFilter filter);

  /** All that these devices, persons and holders have at a location; empty arrays for nothing. */
  Belongings belongings(
      Visibility visibility, int locationId, int[] deviceIds, int[] personIds, int[] holderIds);

  /**
   * What some holders have, without saying who has which.
   *
   * @param holderIds those of them who have something, also under identities that Apple knows
   *     besides the one that licenses are given to
   */
  @SuppressWarnings("ArrayRecordComponent") // large selections, never compared
  record Belongings(int[] assetIds, int[] holderIds) {}

  /** What a device holds. */
  List<HeldRow> heldByDevice(
      Visibility visibility, int deviceId, @Nullable HeldCursor after, int limit);

  /** The first rows of it. */
  default List<HeldRow> heldByDevice(Visibility visibility, int deviceId, int limit) {
    return heldByDevice(visibility, deviceId, null, limit);
  }

  /** Where the next page begins. */
  record HeldCursor(String name, int assetId, int locationId, int holderId) {}

  /** What a person holds, at all locations. */
  List<HeldRow> heldByPerson(
      Visibility visibility, int personId, @Nullable HeldCursor after, int limit);

  /** The first rows of it. */
  default List<HeldRow> heldByPerson(Visibility visibility, int personId, int limit) {
    return heldByPerson(visibility, personId, null, limit);
  }

  /** An asset that a holder has. */
  record HeldRow(
      int locationId,
      String locationName,
      int assetId,
      int holderId,
      String name,
      String productType,
      boolean revocable,
      Instant since) {}

  /**
   * Number of assignments per location, for the overview, from the last listings (no count over the
   * table).
   */
  Map<Integer, Long> totals(Visibility visibility);

  /** The holder's words: what to show for a holder, also for one that is linked to nobody. */
  Optional<HolderView> holder(int holderId);

  /** A holder for people; the label is the device's or person's name, else Apple's identity. */
  record HolderView(
      int holderId,
      HolderKind kind,
      String appleId,
      @Nullable Integer deviceId,
      @Nullable Integer personId,
      String label) {}

  /**
   * The holders whom Apple knows a device or a person as there, or knew: first who has the asset,
   * then who is registered now.
   */
  int[] holdersOf(
      Visibility visibility,
      int locationId,
      int assetId,
      @Nullable Integer deviceId,
      @Nullable Integer personId);

  /** The story of one license. */
  Optional<LicenseStory> story(Visibility visibility, int locationId, int assetId, int holderId);

  /**
   * The life of a pair in one sentence and a list of what happened.
   *
   * @param sentence for instance "Apple has accepted the request and is working on it since 14:02
   *     (event …)"
   * @param waitsFor US, APPLE, PERSON, DEVICE, NOBODY
   */
  record LicenseStory(
      String sentence,
      String waitsFor,
      @Nullable Instant since,
      boolean held,
      List<Chapter> chapters) {}

  /** Something that happened to a pair. */
  record Chapter(
      Instant at, String what, @Nullable String eventId, @Nullable Integer errorNumber) {}
}
