package dev.coster.holder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The holders. A holder is Apple's identity first (serial number or clientUserId, to the letter as
 * Apple has it) and may be linked to a device or a person later. Methods that change join the
 * caller's transaction. Thread-safe.
 */
public interface Holders {

  /**
   * Dense keys for Apple's identities, made where they are new; same order as given, repetitions
   * allowed. Writers lock in one order. New serial numbers are linked to their devices at once.
   */
  int[] idsFor(HolderKind kind, List<String> appleIds);

  /** The key of an identity, if it is known. */
  Optional<Integer> find(HolderKind kind, String appleId);

  /** Holders by key; unknown keys are left out. */
  Map<Integer, Holder> byId(Set<Integer> holderIds);

  /** A holder. */
  record Holder(
      int id,
      HolderKind kind,
      String appleId,
      @Nullable Integer deviceId,
      @Nullable Integer personId) {}

  /** Links a user holder to a person; a holder has one person. */
  void linkPerson(int holderId, int personId);

  /** The same for many at once; both arrays have the same length. */
  void linkPersons(int[] holderIds, int[] personIds);

  /**
   * Links serial number holders to the devices that carry these serial numbers, upper and lower
   * case alike. Set-based; for one device or all (null).
   */
  void linkDevices(@Nullable Integer deviceId);
}
