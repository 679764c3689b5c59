package dev.coster.platform;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a key file: one per line, {@code <id> <base64>}, the newest first. */
final class SecretKeys {
  private static final int KEY_BYTES = 32;

  private final Map<Integer, byte[]> keys;

  private SecretKeys(Map<Integer, byte[]> keys) {
    this.keys = keys;
  }

  static SecretKeys generate() {
    return new SecretKeys(Map.of()).withNewKey();
  }

  static SecretKeys parse(String text) {
    Map<Integer, byte[]> keys = new LinkedHashMap<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> parseLine(line.strip(), keys));
    if (keys.isEmpty()) {
      throw new SecretBoxException("The key file holds no key.", null);
    }
    return new SecretKeys(keys);
  }

  private static void parseLine(String line, Map<Integer, byte[]> into) {
    String[] parts = line.split(" ", 2);
    try {
      byte[] key = Base64.getDecoder().decode(parts[parts.length - 1]);
      if (parts.length == 2 && key.length == KEY_BYTES) {
        into.put(HexFormat.fromHexDigits(parts[0]), key);
        return;
      }
    } catch (IllegalArgumentException malformed) {
      // The cause would carry the line, and with it the key.
      throw malformed();
    }
    throw malformed();
  }

  private static SecretBoxException malformed() {
    return new SecretBoxException("The key file is malformed. Put it back from your backup.", null);
  }

  SecretKeys withNewKey() {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    int id = random.nextInt();
    while (keys.containsKey(id)) {
      id = random.nextInt();
    }
    Map<Integer, byte[]> more = new LinkedHashMap<>();
    more.put(id, key);
    more.putAll(keys);
    return new SecretKeys(more);
  }

  int currentId() {
    return keys.keySet().iterator().next();
  }

  SecretKey key(int id) {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new SecretBoxException(
          "A secret was sealed by the key "
              + HexFormat.of().toHexDigits(id)
              + ", which is not in the key file.",
          null);
    }
    return new SecretKeySpec(key, "AES");
  }

  String text() {
    return keys.entrySet().stream()
        .map(entry ->
            HexFormat.of().toHexDigits(entry.getKey())
                + " "
                + Base64.getEncoder().encodeToString(entry.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a key file lies in a folder");
  }
}
