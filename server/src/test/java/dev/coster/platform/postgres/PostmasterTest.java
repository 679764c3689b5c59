package dev.coster.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.EmbeddedPostgres.Durability;
import dev.coster.platform.PrivateFiles;
import dev.coster.platform.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostmasterTest {
  private final Path data = TestDatabase.folder("postmaster-" + UUID.randomUUID());
  private final Path folder = data.resolve("postgres");
  private Cluster cluster;
  private Postmaster impatient;

  @BeforeEach
  void aClusterWhoseStarterDoesNotWait() throws IOException {
    PrivateFiles.createFolder(folder);
    ProcessUser user = ProcessUser.forFolder(data);
    user.give(data);
    user.give(folder);
    Binaries binaries = Binaries.unpackInto(folder);
    cluster = Cluster.in(folder);
    cluster.create(binaries, user, Durability.TEST);
    impatient = new Postmaster(folder, cluster, binaries, user, 0);
  }

  @AfterEach
  void makeRoom() throws IOException {
    if (impatient.running().isPresent()) {
      impatient.stop();
    }
    try (Stream<Path> tree = Files.walk(data)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  @Test
  void aServerThatTakesLongerThanItsStarterWaitsIsWaitedFor() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    cluster.configure(port, Durability.TEST);

    assertThat(impatient.start().succeeded()).isTrue();
    OwnDatabase.ensure(port, cluster.password());
  }

  @Test
  void aServerThatEndedIsNotWaitedFor() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
      cluster.configure(taken.getLocalPort(), Durability.TEST);

      assertThat(impatient.start().succeeded()).isFalse();
    }
    assertThat(impatient.running()).isEmpty();
  }
}
