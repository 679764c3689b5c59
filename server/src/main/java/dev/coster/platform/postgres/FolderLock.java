package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One Coster per data folder. The operating system ends the lock with the process that holds it, so
 * a killed one leaves none behind.
 */
final class FolderLock implements AutoCloseable {
  /** A channel that nothing refers to is closed by the collector, and its lock with it. */
  private static final Set<FolderLock> HELD = ConcurrentHashMap.newKeySet();

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock acquire(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new EmbeddedPostgresException(
          "The data folder "
              + folder
              + " is in use by another Coster (process "
              + Files.readString(file).strip()
              + "). Stop that one first, or choose another folder (--data, COSTER_DATA).");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
    FolderLock lock = new FolderLock(channel);
    HELD.add(lock);
    return lock;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    HELD.remove(this);
    channel.close();
  }
}
