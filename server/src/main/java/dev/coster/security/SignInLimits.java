package dev.coster.security;

import dev.coster.platform.Problem;
import dev.coster.platform.SecretBox;
import dev.coster.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Slows down guessing, per account and per address, over all nodes. Each attempt is counted before
 * the password is looked at, so that many at the same time gain nothing; success takes the count
 * back. What was typed is not kept, since people type passwords into the wrong field: a row is
 * found by a digest that nobody can undo without the key file, and is gone when it counts no more.
 */
final class SignInLimits {
  static final int ACCOUNT_FREE = 5;
  static final int ADDRESS_FREE = 20;
  private static final Duration FORGET_AFTER = Duration.ofHours(1);
  private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 4;

  private final Transactions transactions;
  private final SignInStore store;
  private final SecretBox secrets;
  private final InstantSource clock;

  SignInLimits(
      Transactions transactions, SignInStore store, SecretBox secrets, InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Counts an attempt.
   *
   * @throws Problem when it comes too early; it is not counted then
   */
  void attempt(String email, String address) {
    Instant now = clock.instant();
    // By itself, so that its locks do not meet those of the attempt.
    transactions.run(() -> store.forgetOlderThan(now.minus(FORGET_AFTER)));
    transactions.run(() -> {
      count(accountKey(email), ACCOUNT_FREE);
      count(addressKey(address), ADDRESS_FREE);
    });
  }

  /** Takes back what the attempt counted: the account starts anew, the address loses one. */
  void succeeded(String email, String address) {
    transactions.run(() -> {
      store.forget(accountKey(email));
      store.takeBack(addressKey(address));
    });
  }

  private void count(String subject, int free) {
    Instant now = clock.instant();
    SignInStore.Row row = store.lock(subject, now);
    Instant quietSince = now.minus(FORGET_AFTER);
    int failures = row.lastAt().isBefore(quietSince) ? 0 : row.failures();
    Instant freeAt = row.lastAt().plus(lock(failures, free));
    if (failures >= free && now.isBefore(freeAt)) {
      throw locked(Duration.between(now, freeAt));
    }
    store.set(subject, failures + 1, now);
  }

  /** How long an attempt after so many failures has to wait. */
  static Duration lock(int failures, int free) {
    return failures < free
        ? Duration.ZERO
        : FIRST_LOCK.multipliedBy(1L << Math.min(failures - free, DOUBLINGS));
  }

  private static Problem locked(Duration rest) {
    long minutes = rest.plusSeconds(59).toMinutes();
    return new Problem(
        Problem.Kind.TOO_MANY,
        Problem.Side.YOURS,
        SignIns.LOCKED,
        "Too many failed attempts.",
        "Nobody can sign in here for a while, even with the right password.",
        "Try again in %d minute%s.".formatted(minutes, minutes == 1 ? "" : "s"));
  }

  private String accountKey(String email) {
    return key("account", email.strip().toLowerCase(Locale.ROOT));
  }

  private String addressKey(String address) {
    return key("address", address);
  }

  private String key(String kind, String text) {
    byte[] digest = secrets.digest("sign-in-" + kind, text);
    return kind + ":" + HexFormat.of().formatHex(digest);
  }
}
