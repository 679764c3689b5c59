package dev.coster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.ContentToken;
import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.exchange.Limits;
import dev.coster.exchange.OpenExchange;
import dev.coster.exchange.Session;
import dev.coster.exchange.TrafficSource;
import dev.coster.platform.Outbox;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTrafficTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2};

  private final SettableClock clock = new SettableClock();
  private final List<HttpCall> calls = new ArrayList<>();
  private Function<HttpCall, HttpAnswer> apple = _ -> answer("{}");
  private Assets assets;
  private MetadataTraffic traffic;
  private Here session;
  private int asset;

  @BeforeEach
  void empty() {
    database.truncate();
    database
        .jdbc()
        .sql(
            """
            insert into location (location_id, u_id, name, country_code, default_platform, state,
              state_since, claim_id, created_at)
            values (1, 'u', 'North', 'DE', 'volumestore', 'USABLE', :at, :claim, :at)
            """)
        .param("claim", UUID.randomUUID())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    Outbox outbox = new Outbox(database.transactions(), database.jdbc(), clock);
    assets = new CatalogConfiguration().assets(database.jdbc(), database.transactions(), outbox);
    asset = assets.idsFor(List.of(new Assets.Key("100", "STDQ")))[0];
    database
        .jdbc()
        .sql(
            """
            insert into location_asset values
              (1, :asset, 'App', true, true, '{iOS}', false, 1, 0, 1, 0, 1, null)
            """)
        .param("asset", asset)
        .update();
    OpenExchange open = OpenExchange.on(database, clock);
    traffic =
        new MetadataTraffic(
            new MetadataStore(database.jdbc()),
            new IconFetch(this::answered, open.base()),
            open.exchange(),
            new AppleAddresses(open.base()));
    session =
        new Here(
            clock,
            new AppleLocation(
                this::answered, new AppleAddresses(open.base()), ContentToken.of("c2VjcmV0")));
  }

  private HttpAnswer answered(HttpCall call) {
    calls.add(call);
    return apple.apply(call);
  }

  private record Here(SettableClock clock, AppleLocation apple) implements Session {
    @Override
    public int locationId() {
      return 1;
    }

    @Override
    public Limits limits() {
      return new Limits(1, 1, 1, 1, 1, 1);
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public boolean mayWrite() {
      return false;
    }

    @Override
    public boolean managerKnown() {
      return false;
    }

    @Override
    public <T> T fenced(Supplier<T> work) {
      return work.get();
    }
  }

  private static HttpAnswer answer(String body) {
    return HttpAnswer.of(
        200,
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String found(String icon) {
    return """
    {"version": 2, "results": {"100": {"id": "100", "name": "Mathe", "kind": "iosSoftware",
      "genreNames": ["Bildung"], "artwork": {"url": "%s", "width": 512, "height": 512}}}}
    """
        .formatted(icon);
  }

  private void look() {
    traffic.next(session).orElseThrow().run(session);
  }

  @Test
  void asksInTheLocationsStorefrontWithTheTokenAndKeepsNameAndIcon() {
    apple =
        call ->
            call.uri().getPath().equals("/lookup")
                ? answer(found("https://is1-ssl.mzstatic.com/{w}x{h}bb.{f}"))
                : HttpAnswer.of(200, Map.of(), PNG);

    look();

    assertThat(calls.get(0).uri().toString()).contains("cc=de", "platform=volumestore", "id=100");
    assertThat(calls.get(0).header("Cookie")).contains("itvt=c2VjcmV0");
    assertThat(calls.get(1).uri()).hasToString("https://is1-ssl.mzstatic.com/256x256bb.png");
    assertThat(calls.get(1).header("Cookie")).isEmpty();
    assertThat(assets.metadata(asset))
        .get()
        .returns("Mathe", Assets.Metadata::name)
        .returns(List.of("Bildung"), Assets.Metadata::genres);
    assertThat(assets.icon(asset)).get().returns("image/png", Assets.Icon::contentType);
    assertThat(traffic.next(session)).isEmpty();
    clock.advance(Duration.ofDays(8));
    apple = _ -> answer("{\"results\": {}}");
    look();
    assertThat(assets.metadata(asset)).as("known names stay").isPresent();
  }

  @Test
  void whatTheStoreDoesNotKnowIsAskedLaterAndLater() {
    apple = _ -> answer("{\"results\": {}}");
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      look();
      Instant asked = clock.instant();
      while (traffic.next(session).isEmpty()) {
        clock.advance(Duration.ofMinutes(5));
      }
      traffic = fresh();
      pauses.add(Duration.between(asked, clock.instant()));
    }
    assertThat(pauses).isSorted().startsWith(Duration.ofMinutes(5)).endsWith(Duration.ofDays(1));
    assertThat(assets.metadata(asset)).isEmpty();
  }

  /** Without the memory of what the peek before took. */
  private MetadataTraffic fresh() {
    OpenExchange open = OpenExchange.on(database, clock);
    return new MetadataTraffic(
        new MetadataStore(database.jdbc()),
        new IconFetch(this::answered, open.base()),
        open.exchange(),
        new AppleAddresses(open.base()));
  }

  @Test
  void givesNothingTwiceAndLetsNoAnswerEscapeAfterNotingIt() {
    TrafficSource.Call call = traffic.next(session).orElseThrow();
    assertThat(traffic.next(session)).isEmpty();
    apple = _ -> HttpAnswer.of(200, Map.of(), new byte[0]);

    try {
      call.run(session);
    } catch (dev.coster.apple.NoAnswerException expected) {
      assertThat(expected).isNotNull();
    }

    assertThat(traffic.next(session)).as("not again at once").isEmpty();
    clock.advance(Duration.ofMinutes(6));
    assertThat(traffic.next(session)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/i.png",
    "http://is1-ssl.mzstatic.com/i.png",
    "https://mzstatic.com.evil.example/i.png",
    "https://user@is1-ssl.mzstatic.com/i.png",
    "https://is1-ssl.mzstatic.com:8443/i.png",
    "file:///etc/passwd",
    "not an address"
  })
  void fetchesNoIconFromElsewhere(String icon) {
    apple = _ -> answer(found(icon));

    look();

    assertThat(calls).hasSize(1);
    assertThat(assets.icon(asset)).isEmpty();
    assertThat(assets.metadata(asset)).isPresent();
  }

  @Test
  void takesNeitherLargeIconsNorOnesThatAreNoImages() {
    for (byte[] body :
        List.of(new byte[300_000], "<svg xmlns='x'/>".getBytes(StandardCharsets.UTF_8))) {
      apple =
          call ->
              call.uri().getPath().equals("/lookup")
                  ? answer(found("https://apple.example/icon.png"))
                  : HttpAnswer.of(200, Map.of("Content-Type", List.of("image/png")), body);
      look();
      assertThat(assets.icon(asset)).isEmpty();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(calls).hasSize(4);
  }
}
