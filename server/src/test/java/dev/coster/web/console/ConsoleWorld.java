package dev.coster.web.console;

import dev.coster.CosterServer;
import dev.coster.platform.Actor;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.TestDatabase;
import dev.coster.security.Administrators;
import dev.coster.security.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running server with two locations, three apps, some devices and people, no tokens and thus no
 * Apple, and a browser of sorts: one cookie, and the token of the page that was asked for last.
 */
final class ConsoleWorld implements AutoCloseable {
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  final TestDatabase database;
  final CosterServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable String cookie;
  private String csrf = "";

  ConsoleWorld(TestDatabase database) {
    this.database = database;
    CosterConfig config =
        CosterConfig.load(
            Map.of(
                "COSTER_DATA", TestDatabase.folder("console-" + database.hashCode()).toString(),
                "COSTER_PORT", "0",
                "COSTER_APPLE_URL", "http://127.0.0.1:1/mdm/v2",
                "COSTER_DATABASE_URL", database.jdbcUrl(),
                "COSTER_DATABASE_USER", database.user(),
                "COSTER_DATABASE_PASSWORD", database.password()),
            null);
    this.server = CosterServer.start(config);
    Administrators administrators = server.part(Administrators.class);
    for (Role role : Role.values()) {
      administrators.add(
          new Administrators.Draft(role.label(), email(role), PASSWORD, role, null), Actor.SYSTEM);
    }
    seed();
    read(1);
    read(2);
  }

  /** As if all of a location had been read at Apple once. */
  void read(int location) {
    database
        .jdbc()
        .sql(
            """
            insert into listing (location_id, kind, state, began_at, ended_at)
            select :location, kind, 'DONE', now(), now()
            from unnest(array['ASSETS', 'USERS', 'ASSIGNMENTS']) kind
            """)
        .param("location", location)
        .update();
  }

  /** As if nothing had been read at Apple yet. */
  void unread() {
    database.jdbc().sql("delete from listing").update();
  }

  private static String email(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT) + "@school.example";
  }

  /** Keynote (asset 1) is at South alone; Pages (2) at both; the book (3) at North. */
  private void seed() {
    database
        .jdbc()
        .sql(
            """
            insert into service_config values
              ('http://127.0.0.1:1/mdm/v2', '{"limits":{},"urls":{"invitationEmail":
                "http://127.0.0.1:1/invite?inviteCode=%25inviteCode%25"}}', now() + interval '1 day');
            insert into location (u_id, name, state, state_since, claim_id, claimed_by_name, created_at)
              values ('n', 'North', 'USABLE', now(), gen_random_uuid(), 'Coster', now()),
                     ('s', 'South', 'USABLE', now(), gen_random_uuid(), 'Coster', now());
            insert into asset (adam_id, pricing_param)
              values ('361285480', 'STDQ'), ('361309726', 'STDQ'), ('900', 'STDQ');
            insert into asset_metadata (adam_id, storefront, name, found, fetched_at, next_fetch_at)
              values ('361285480', 'us', 'Keynote', true, now(), now() + interval '1 year'),
                     ('361309726', 'us', 'Pages', true, now(), now() + interval '1 year'),
                     ('900', 'us', 'Walden', true, now(), now() + interval '1 year');
            insert into location_asset (location_id, asset_id, product_type, device_assignable,
              revocable, platforms, unlimited, total, assigned, available, retired, listing_id)
              values (2, 1, 'App', true, true, '{iOS}', false, 12, 2, 10, 0, 1),
                     (1, 2, 'App', true, true, '{iOS}', false, 500, 1, 499, 0, 1),
                     (2, 2, 'App', true, true, '{iOS}', false, 90, 1, 89, 0, 1),
                     (1, 3, 'Book', false, false, '{iOS}', false, 9, 0, 9, 0, 1);
            insert into counts_reading (location_id, listing_id, began_at)
              values (1, 1, now()), (2, 1, now());
            insert into person (name, email, site_id, source, created_at)
              values ('Ada', 'ada@school.example', 1, 'test', now()),
                     ('Bob', null, 1, 'test', now());
            insert into device (serial_number, name, site_id, source, created_at)
              select 'SERIAL' || i, 'iPad ' || i, 1, 'test', now() from generate_series(1, 120) i;
            insert into holder (kind, apple_id, device_id, created_at)
              select 'D', 'SERIAL' || i, i, now() from generate_series(1, 120) i;
            insert into holder (kind, apple_id, person_id, created_at) values ('U', 'user-ada', 1, now());
            insert into registration (location_id, holder_id, status, invite_code)
              values (1, 121, 'Registered', 'abcdef');
            insert into assignment (location_id, asset_id, holder_id, since)
              values (2, 1, 1, now()), (2, 1, 2, now()), (1, 2, 1, now()), (2, 2, 1, now());
            """)
        .update();
  }

  void signIn(Role role) {
    cookie = null;
    get("/sign-in");
    post("/sign-in", "username=" + encode(email(role)) + "&password=" + encode(PASSWORD));
    get("/devices/new");
    get("/");
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = send(request);
    Matcher token = CSRF.matcher(answer.body());
    if (token.find()) {
      csrf = token.group(1);
    }
    return answer;
  }

  /** Asked for by a stranger. */
  HttpResponse<String> anonymous(String path, String header, String value) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.localAddress().resolve(path))
            .setHeader("Accept", "text/html")
            .setHeader(header, value);
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_csrf=" + encode(csrf) + "&" + form)));
  }

  /** Posts, and goes where the answer points. */
  HttpResponse<String> follow(String path, String form) {
    HttpResponse<String> answer = post(path, form);
    return answer.statusCode() == 302 ? get(location(answer)) : answer;
  }

  static String location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
  }

  HttpResponse<String> upload(String path, String content) {
    String boundary = "----coster";
    BodyPublisher body =
        BodyPublishers.ofString(
            "--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                + csrf
                + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n"
                + content
                + "\r\n--"
                + boundary
                + "--\r\n");
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.localAddress().resolve(path)).header("Accept", "text/html");
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      answer
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return answer;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
