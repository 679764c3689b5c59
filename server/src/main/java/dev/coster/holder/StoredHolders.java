package dev.coster.holder;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The holders, in the database. */
final class StoredHolders implements Holders {

  /** A race is lost at most a few times in a row; more means that something else is wrong. */
  private static final int ATTEMPTS = 10;

  private final HolderStore store;
  private final InstantSource clock;

  StoredHolders(HolderStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public int[] idsFor(HolderKind kind, List<String> appleIds) {
    int[] ids = new int[appleIds.size()];
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Integer> open = unknown(ids);
      if (open.isEmpty()) {
        return ids;
      }
      int[] found =
          store.getOrCreate(kind, open.stream().map(appleIds::get).toList(), clock.instant());
      for (int i = 0; i < found.length; i++) {
        ids[open.get(i)] = found[i];
      }
    }
    if (unknown(ids).isEmpty()) {
      return ids;
    }
    throw new IllegalStateException(
        "Holders could not be made: their identities are taken, but cannot be read. Is the"
            + " transaction's isolation above READ COMMITTED?");
  }

  private static List<Integer> unknown(int[] ids) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == 0) {
        open.add(i);
      }
    }
    return open;
  }

  @Override
  public Optional<Integer> find(HolderKind kind, String appleId) {
    return store.find(kind, appleId);
  }

  @Override
  public Map<Integer, Holder> byId(Set<Integer> holderIds) {
    Map<Integer, Holder> holders = new HashMap<>();
    store.byId(holderIds).forEach(holder -> holders.put(holder.id(), holder));
    return holders;
  }

  @Override
  public void linkPerson(int holderId, int personId) {
    store.linkPersons(new int[] {holderId}, new int[] {personId});
  }

  @Override
  public void linkPersons(int[] holderIds, int[] personIds) {
    if (holderIds.length != personIds.length) {
      throw new IllegalArgumentException(
          "As many persons as holders: " + holderIds.length + ", " + personIds.length);
    }
    store.linkPersons(holderIds, personIds);
  }

  @Override
  public void linkDevices(@Nullable Integer deviceId) {
    if (deviceId == null) {
      store.linkDevices();
    } else {
      store.linkDevice(deviceId);
    }
  }
}
