package dev.coster.simulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one data set. Outside they look like UUIDs without order; inside they count up.
 */
final class VersionLine {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long INVERSE = 0xF1DE83E19937733DL;

  private final long salt;
  private int current;

  VersionLine(long salt) {
    this.salt = salt;
  }

  int current() {
    return current;
  }

  int next() {
    return ++current;
  }

  String versionId() {
    return idOf(current);
  }

  /** The version with this id, or null when it is not one of this data set. */
  @Nullable Integer find(String versionId) {
    try {
      long version = UUID.fromString(versionId).getLeastSignificantBits() * INVERSE - salt;
      boolean ours = version >= 0 && version <= current && idOf((int) version).equals(versionId);
      return ours ? (int) version : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String idOf(int version) {
    long low = (version + salt) * FACTOR;
    long high = (low ^ salt ^ (low >>> 29)) * FACTOR;
    return new UUID(high ^ (high >>> 32), low).toString();
  }
}
