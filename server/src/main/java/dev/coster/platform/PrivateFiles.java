package dev.coster.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Files and folders that only their owner may read. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes a folder, and those above it, with mode 0700; one that exists is left as it is. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
  }

  /**
   * Writes a file of mode 0600 that belongs to the owner of its folder. It appears complete and on
   * disk, or not at all; an older one is replaced.
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path unfinished = unfinished(file, content);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(folderOf(file));
  }

  /**
   * Like {@link #write}, unless the file is there. Of several who do this at once one wins, and all
   * find the same content afterwards.
   */
  public static void writeIfAbsent(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path unfinished = unfinished(file, content);
    try {
      // Unlike a move, a link never replaces what another one made meanwhile.
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException another) {
      return;
    } catch (UnsupportedOperationException noLinks) {
      Files.move(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    flushFolder(folderOf(file));
  }

  private static Path unfinished(Path file, byte[] content) throws IOException {
    Path unfinished =
        file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
    Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(FILE));
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Path folder = folderOf(file);
    if (!Files.getOwner(unfinished).equals(Files.getOwner(folder))) {
      Files.setOwner(unfinished, Files.getOwner(folder));
    }
    return unfinished;
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
  }

  /** Makes the names in a folder survive a loss of power. */
  public static void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Whether anyone but the owner may read or write the file. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    return !FILE.containsAll(Files.getPosixFilePermissions(file));
  }
}
