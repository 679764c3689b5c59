package dev.coster.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Coster per data folder, however long it runs. */
final class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aLockIsKeptThoughNobodyRefersToIt() throws IOException {
    WeakReference<FolderLock> lock = new WeakReference<>(acquire());
    for (int i = 0; i < 20; i++) {
      System.gc();
    }
    assertThat(lock.get()).isNotNull();
    assertThatThrownBy(this::acquire).isInstanceOf(EmbeddedPostgresException.class);
  }

  @Test
  void whatIsClosedCanBeTakenAgain() throws IOException {
    acquire().close();
    acquire().close();
  }

  private FolderLock acquire() throws IOException {
    return FolderLock.acquire(folder, folder.resolve("lock"));
  }
}
