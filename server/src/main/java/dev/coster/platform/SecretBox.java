package dev.coster.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets at rest: AES-256 in GCM with keys from a file outside the database, so that a copy
 * of the database alone opens nothing.
 *
 * <p>Each secret is bound to a purpose (for example {@code content-token:42}): a sealed value that
 * is moved to another row or column does not open there. The id of the key stands in the sealed
 * value, so that older keys still open what they sealed after {@link #rotate}. Thread-safe.
 */
public final class SecretBox {
  private static final byte FORMAT = 1;
  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  private SecretBox(SecretKeys keys) {
    this.keys = keys;
  }

  /**
   * Opens the key file; makes one with a new key, mode 0600, if there is none.
   *
   * @throws SecretBoxException if the file is malformed or others than its owner may read it
   */
  public static SecretBox open(Path keyFile) {
    try {
      if (!Files.exists(keyFile)) {
        PrivateFiles.createFolder(SecretKeys.folderOf(keyFile));
        PrivateFiles.writeIfAbsent(
            keyFile, SecretKeys.generate().text().getBytes(StandardCharsets.UTF_8));
      }
      if (PrivateFiles.isOpenToOthers(keyFile)) {
        throw new SecretBoxException(
            "The key file "
                + keyFile
                + " can be read by others. Make it private: chmod 600 "
                + keyFile,
            null);
      }
      return new SecretBox(SecretKeys.parse(Files.readString(keyFile)));
    } catch (IOException failed) {
      throw new SecretBoxException("The key file " + keyFile + " cannot be read or made.", failed);
    }
  }

  /**
   * Adds a new key to the file and seals with it from now on; the older ones still open what they
   * sealed.
   */
  public static SecretBox rotate(Path keyFile) {
    SecretBox before = open(keyFile);
    try {
      PrivateFiles.write(keyFile, before.keys.withNewKey().text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new SecretBoxException("The key file " + keyFile + " cannot be written.", failed);
    }
    return open(keyFile);
  }

  /** Seals a text for a purpose. Sealing the same twice gives different bytes. */
  public byte[] seal(String purpose, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    int keyId = keys.currentId();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).putInt(keyId).put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.key(keyId), header.array(), purpose);
      byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
          .put(header.array())
          .put(sealed)
          .array();
    } catch (GeneralSecurityException failed) {
      throw new SecretBoxException("A secret could not be sealed.", failed);
    }
  }

  /**
   * Opens what {@link #seal} sealed for the same purpose.
   *
   * @throws SecretBoxException if it was sealed by a key that is not in the file, for another
   *     purpose, or was changed
   */
  public String open(String purpose, byte[] sealed) {
    requireFormat(sealed);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, keys.key(keyId(sealed)), sealed, purpose);
      byte[] secret = cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException failed) {
      throw new SecretBoxException(
          "A secret does not open: it was changed, or sealed for another purpose than "
              + purpose
              + ".",
          failed);
    }
  }

  /** Whether a value was sealed by an older key and should be sealed anew. */
  public boolean isSealedByOlderKey(byte[] sealed) {
    requireFormat(sealed);
    return keyId(sealed) != keys.currentId();
  }

  /**
   * A fixed-length stand-in for a text that must be found again but not be kept: the same for the
   * same purpose and text until the key is rotated. Without the key file nobody can try texts out.
   */
  public byte[] digest(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.key(keys.currentId()).getEncoded(), "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failed) {
      throw new SecretBoxException("A digest could not be made.", failed);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] header, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = Arrays.copyOfRange(header, 1 + KEY_ID_BYTES, HEADER_BYTES);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header, 0, 1 + KEY_ID_BYTES);
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static int keyId(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  private static void requireFormat(byte[] sealed) {
    if (sealed.length < HEADER_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORMAT) {
      throw new SecretBoxException(
          "A stored secret is not in a form that this version of Coster knows.", null);
    }
  }
}
