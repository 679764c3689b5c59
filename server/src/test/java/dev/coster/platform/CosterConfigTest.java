package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CosterConfigTest {
  @TempDir Path folder;

  @Test
  void theDefaults() {
    CosterConfig config = CosterConfig.load(Map.of("HOME", "/home/ann"), null);
    assertThat(config.data()).isEqualTo(Path.of("/home/ann/.local/share/coster"));
    assertThat(config.keyFile()).isEqualTo(Path.of("/home/ann/.local/share/coster/secret.key"));
    assertThat(config.database()).isEmpty();
    assertThat(config.publicUrl()).isEmpty();
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.tls()).isEmpty();
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.appleUrl()).isEqualTo(URI.create("https://vpp.itunes.apple.com/mdm/v2"));
    assertThat(config.warnings()).isEmpty();
    assertThat(config.listed())
        .hasSize(Setting.values().length)
        .allMatch(one -> one.source().equals("default"));
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheListSaysSo() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("coster.properties"),
            "COSTER_PORT=1\nCOSTER_BIND=10.0.0.1\nCOSTER_PROT=2\n");
    CosterConfig config =
        CosterConfig.load(
            Map.of(
                "COSTER_PORT", "9000",
                "COSTER_DATA", "/srv/coster",
                "COSTER_DATABASE_URL",
                    "jdbc:postgresql://db/coster?user=c&password=hunter2&ssl=true",
                "COSTER_DATABASE_PASSWORD", "hunter2",
                "COSTER_PUBLIC_URL", "https://coster.example.org/",
                "COSTER_TRUSTED_PROXIES", "10.0.0.0/8, ::1",
                "COSTER_TOKEN", "of the client",
                "COSTER_PUBLC_URL", "typo"),
            file);
    assertThat(config.port()).isEqualTo(9000);
    assertThat(config.bind()).isEqualTo("10.0.0.1");
    assertThat(config.keyFile()).isEqualTo(Path.of("/srv/coster/secret.key"));
    assertThat(config.publicUrl()).contains(URI.create("https://coster.example.org"));
    assertThat(config.trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    assertThat(config.database().orElseThrow().password()).isEqualTo("hunter2");
    assertThat(config.database().toString()).doesNotContain("password=hunter2, ");
    assertThat(config.listed().toString())
        .doesNotContain("hunter2")
        .contains("password=********&ssl=true");
    assertThat(config.listed())
        .contains(new CosterConfig.Listed(Setting.COSTER_PORT, "9000", "8080", "environment"))
        .contains(
            new CosterConfig.Listed(Setting.COSTER_BIND, "10.0.0.1", "127.0.0.1", file.toString()));
    assertThat(config.warnings())
        .containsExactly(
            "COSTER_PROT (" + file + ") is no setting of Coster and does nothing.",
            "COSTER_PUBLC_URL (environment) is no setting of Coster and does nothing.");
  }

  @Test
  void everythingWrongIsNamedAtOnce() {
    assertThatThrownBy(() ->
            CosterConfig.load(
                Map.of(
                    "COSTER_PORT", "eighty",
                    "COSTER_DATABASE_URL", "mysql://db",
                    "COSTER_PUBLIC_URL", "coster.example.org",
                    "COSTER_TLS_CERTIFICATE", "/nowhere/chain.pem",
                    "COSTER_TRUSTED_PROXIES", "proxy!"),
                null))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(
            "COSTER_PORT (environment) must be a number from 0 to 65535, not 'eighty'")
        .hasMessageContaining(
            "COSTER_DATABASE_URL (environment) must begin with jdbc:postgresql://")
        .hasMessageContaining("COSTER_PUBLIC_URL (environment) must be an address like")
        .hasMessageContaining("/nowhere/chain.pem")
        .hasMessageContaining("COSTER_TLS_KEY (default) is missing")
        .hasMessageContaining("'proxy!'");
    assertThatThrownBy(() -> CosterConfig.load(Map.of("COSTER_PORT", "70000"), null))
        .hasMessageContaining("COSTER_PORT");
    assertThatThrownBy(() -> CosterConfig.load(Map.of(), folder.resolve("absent")))
        .hasMessageContaining("absent");
  }

  @Test
  void anOldDatabaseIsRefused() {
    assertThatThrownBy(() -> DatabaseVersion.require(new DatabaseVersion.Version(140_012, "14.12")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("PostgreSQL 14.12")
        .hasMessageContaining("15 or later");
    try (TestDatabase database = new TestDatabase().open()) {
      DatabaseVersion.require(database.dataSource());
    }
  }
}
