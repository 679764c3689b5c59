package dev.coster.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** The limits that {@code service/config} publishes, under Apple's names. */
public record Limits(
    int maxAssets,
    int maxClientUserIds,
    int maxSerialNumbers,
    int maxRevokeClientUserIds,
    int maxRevokeSerialNumbers,
    int maxUsers,
    int maxNotificationLength,
    int maxMdmNameLength,
    int maxMdmMetadataLength,
    int maxMdmIdLength) {

  /** The values of Apple's sample. */
  public static Limits sample() {
    return new Limits(25, 1000, 1000, 100, 100, 100, 512, 100, 255, 100);
  }

  /**
   * These limits with some of them replaced.
   *
   * @param json only what changes
   * @throws SettingsProblem when a name is unknown or a value does not fit
   */
  public Limits merged(String json) {
    return Settings.merge(this, Limits.class, json);
  }

  Map<String, Integer> byName() {
    Map<String, Integer> limits = new LinkedHashMap<>();
    limits.put("maxAssets", maxAssets);
    limits.put("maxClientUserIds", maxClientUserIds);
    limits.put("maxSerialNumbers", maxSerialNumbers);
    limits.put("maxRevokeClientUserIds", maxRevokeClientUserIds);
    limits.put("maxRevokeSerialNumbers", maxRevokeSerialNumbers);
    limits.put("maxUsers", maxUsers);
    limits.put("maxNotificationLength", maxNotificationLength);
    limits.put("maxMdmNameLength", maxMdmNameLength);
    limits.put("maxMdmMetadataLength", maxMdmMetadataLength);
    limits.put("maxMdmIdLength", maxMdmIdLength);
    return limits;
  }
}
