package dev.coster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.CosterConfig;
import dev.coster.platform.Ids;
import dev.coster.platform.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server as a whole, on a database of one's own. */
final class CosterServerTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  @Test
  void startsMigratesAnswersAndEnds() throws Exception {
    database.emptySchema();
    URI address;
    try (CosterServer server = CosterServer.start(config(Map.of()))) {
      address = server.localAddress();
      assertThat(get(address).statusCode()).isLessThan(500);
      assertThat(
              database.jdbc().sql("select count(*) from outbox_event").query(Long.class).single())
          .isZero();
      assertThat(
              database
                  .jdbc()
                  .sql(
                      """
                      select (select count(*) from pg_inherits
                              where inhparent = 'audit_event'::regclass)
                           + (select count(*) from scheduled_tasks where task_name = 'audit.months')
                      """)
                  .query(Long.class)
                  .single())
          .as("the default partition, two months, and the task that makes the next ones")
          .isEqualTo(4);
      assertThat(server.part(Ids.class).next().version()).isEqualTo(7);
      assertThat(Files.exists(folder.resolve("secret.key"))).isTrue();
    }
    URI closed = address;
    assertThatThrownBy(() -> get(closed)).isInstanceOf(IOException.class);
  }

  @Test
  void aDatabaseThatIsNotThereIsAFailureNotAHang() {
    assertThatThrownBy(() ->
            CosterServer.start(
                config(Map.of("COSTER_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none"))))
        .hasStackTraceContaining("127.0.0.1:1");
  }

  @Test
  void proxiesAreTrustedByNameOnly() {
    CosterConfig.Database anywhere =
        new CosterConfig.Database("jdbc:postgresql://db/x", null, null);
    assertThat(ServerProperties.of(config(Map.of()), anywhere))
        .containsEntry("server.forward-headers-strategy", "none");
    assertThat(
            ServerProperties.of(
                config(Map.of("COSTER_TRUSTED_PROXIES", "10.0.0.0/8 ::1")), anywhere))
        .containsEntry("server.forward-headers-strategy", "native")
        .containsEntry("server.tomcat.remoteip.internal-proxies", "10.0.0.0/8,::1");
  }

  private CosterConfig config(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>();
    environment.put("COSTER_DATA", folder.toString());
    environment.put("COSTER_PORT", "0");
    environment.put("COSTER_DATABASE_URL", database.jdbcUrl());
    environment.put("COSTER_DATABASE_USER", database.user());
    environment.put("COSTER_DATABASE_PASSWORD", database.password());
    environment.putAll(changes);
    return CosterConfig.load(environment, null);
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
