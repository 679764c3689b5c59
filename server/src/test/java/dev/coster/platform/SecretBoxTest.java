package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretBoxTest {
  @TempDir Path folder;

  @Test
  void opensWhatItSealedForTheSamePurposeOnly() {
    SecretBox box = SecretBox.open(keyFile());
    byte[] sealed = box.seal("content-token:1", "geheim");
    assertThat(box.open("content-token:1", sealed)).isEqualTo("geheim");
    assertThat(SecretBox.open(keyFile()).open("content-token:1", sealed)).isEqualTo("geheim");
    assertThatThrownBy(() -> box.open("content-token:2", sealed))
        .isInstanceOf(SecretBoxException.class);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("geheim");
    assertThat(box.seal("content-token:1", "geheim")).isNotEqualTo(sealed);
  }

  @Test
  void nodesThatStartAtOnceAgreeOnOneKey() throws Exception {
    List<Callable<SecretBox>> nodes =
        Collections.nCopies(16, () -> SecretBox.open(folder.resolve("shared").resolve("key")));
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
      List<SecretBox> boxes = new ArrayList<>();
      for (Future<SecretBox> box : threads.invokeAll(nodes)) {
        boxes.add(box.get());
      }
      byte[] sealed = boxes.getFirst().seal("p", "secret");
      assertThat(boxes).allSatisfy(box -> assertThat(box.open("p", sealed)).isEqualTo("secret"));
    }
  }

  @Test
  void aDigestIsFoundAgainByThisKeyAndPurposeOnly() {
    byte[] digest = SecretBox.open(keyFile()).digest("p", "secret");
    assertThat(SecretBox.open(keyFile()).digest("p", "secret")).isEqualTo(digest);
    assertThat(SecretBox.open(keyFile()).digest("q", "secret")).isNotEqualTo(digest);
    SecretBox other = SecretBox.open(folder.resolve("other").resolve("secret.key"));
    assertThat(other.digest("p", "secret")).isNotEqualTo(digest);
  }

  @Test
  void aChangeOfAnyByteIsNoticed() {
    SecretBox box = SecretBox.open(keyFile());
    byte[] sealed = box.seal("p", "secret");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> box.open("p", changed)).isInstanceOf(SecretBoxException.class);
    }
    assertThatThrownBy(() -> box.open("p", new byte[3])).isInstanceOf(SecretBoxException.class);
  }

  @Test
  void afterRotationOldValuesOpenAndNewOnesUseTheNewKey() {
    byte[] old = SecretBox.open(keyFile()).seal("p", "secret");
    SecretBox rotated = SecretBox.rotate(keyFile());
    assertThat(rotated.open("p", old)).isEqualTo("secret");
    assertThat(rotated.isSealedByOlderKey(old)).isTrue();
    assertThat(rotated.isSealedByOlderKey(rotated.seal("p", "secret"))).isFalse();
  }

  @Test
  void theKeyFileIsPrivateAndMustStaySo() throws Exception {
    byte[] sealed = SecretBox.open(keyFile()).seal("p", "secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SecretBox.open(keyFile())).hasMessageContaining("chmod 600");
    Files.delete(keyFile());
    assertThatThrownBy(() -> SecretBox.open(keyFile()).open("p", sealed))
        .hasMessageContaining("not in the key file");
  }

  @Test
  void aMalformedKeyFileIsRefusedWithoutShowingIt() throws Exception {
    PrivateFiles.createFolder(keyFile().getParent());
    PrivateFiles.write(keyFile(), "12345678 c2VjcmV0a2V5".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> SecretBox.open(keyFile()))
        .hasMessageContaining("malformed")
        .hasMessageNotContaining("c2VjcmV0a2V5");
  }

  private Path keyFile() {
    return folder.resolve("keys/secret.key");
  }
}
