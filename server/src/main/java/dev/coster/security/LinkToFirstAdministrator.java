package dev.coster.security;

import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One-time links in the table {@code one_time_link}. */
final class LinkToFirstAdministrator implements FirstAdministrator {
  private static final Duration VALID_FOR = Duration.ofHours(24);

  private final Transactions transactions;
  private final LinkStore links;
  private final AdministratorStore administrators;
  private final Administrators adding;
  private final InstantSource clock;

  LinkToFirstAdministrator(
      Transactions transactions,
      LinkStore links,
      AdministratorStore administrators,
      Administrators adding,
      InstantSource clock) {
    this.transactions = transactions;
    this.links = links;
    this.administrators = administrators;
    this.adding = adding;
    this.clock = clock;
  }

  @Override
  public Optional<URI> link(URI base) {
    return transactions.call(() -> {
      administrators.lock();
      if (!administrators.isEmpty()) {
        return Optional.empty();
      }
      String token = Tokens.next();
      Instant now = clock.instant();
      links.replace(Tokens.hash(token), now, now.plus(VALID_FOR));
      return Optional.of(URI.create(base.toString().replaceAll("/+$", "") + "/setup/" + token));
    });
  }

  @Override
  public boolean isValid(String token) {
    return administrators.isEmpty() && links.isValid(Tokens.hash(token), clock.instant());
  }

  @Override
  public void create(String token, String name, String email, String password) {
    transactions.run(() -> {
      administrators.lock();
      if (!administrators.isEmpty() || !links.use(Tokens.hash(token), clock.instant())) {
        throw invalid();
      }
      adding.add(new Administrators.Draft(name, email, password, Role.OWNER, null), Actor.SYSTEM);
    });
  }

  private static Problem invalid() {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        Problem.Side.YOURS,
        "setup.link_invalid",
        "This link does not work any more: it was used, or it is older than a day.",
        "Nothing was changed.",
        "Restart the server: as long as there is no administrator it prints a new link.");
  }
}
