package dev.coster.exchange;

import dev.coster.location.LocationAccess.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all calls of a location share while this node holds its lease. Thread-safe. */
final class Desk {
  /** So far may the clocks of two nodes be apart without both taking a lease for theirs. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /** What Apple said of the location's manager holds for so long. */
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final Tables tables;
  private final Lease lease;
  private final Pacer pacer;
  private final AtomicLong claims = new AtomicLong();
  private volatile Instant heldUntil;
  private volatile Instant heardAt = Instant.MIN;
  private volatile boolean over;
  private @Nullable Claim toldClaim;
  private boolean claimTold;
  private @Nullable Instant savedSilence;
  private @Nullable Double savedRate;

  Desk(Tables tables, Lease lease, LeaseStore.Won won, Instant heldUntil) {
    this.tables = tables;
    this.lease = lease;
    this.pacer = new Pacer(won.rate(), won.notBefore());
    this.heldUntil = heldUntil;
    this.savedSilence = won.notBefore();
    this.savedRate = won.rate();
  }

  Lease lease() {
    return lease;
  }

  Pacer pacer() {
    return pacer;
  }

  /** This node no longer serves the location. */
  void end() {
    over = true;
  }

  boolean over() {
    return over;
  }

  void heldUntil(Instant until) {
    heldUntil = until;
  }

  /** Whether the lease cannot have gone to another node yet, whose clock may be ahead of ours. */
  boolean surelyHeld(Instant now) {
    return now.plus(CLOCKS_APART).isBefore(heldUntil);
  }

  /** How often this node has set our claim: an answer to a question asked before is old news. */
  long claims() {
    return claims.get();
  }

  /** Our claim was set just now. */
  synchronized void claimed(@Nullable Claim ours) {
    claims.incrementAndGet();
    toldClaim = ours;
    claimTold = true;
  }

  /** An answer said who manages the location, and that is noted. */
  void heard(Instant at) {
    heardAt = at;
  }

  /** Whether one did within the last minute. */
  boolean heardLately(Instant now) {
    return !heardAt.isBefore(now.minus(LATELY));
  }

  /** Whether this claim has not been told yet; it counts as told from now on. */
  synchronized boolean isNews(@Nullable Claim seen) {
    if (claimTold && Objects.equals(toldClaim, seen)) {
      return false;
    }
    toldClaim = seen;
    claimTold = true;
    return true;
  }

  /** Telling failed: it has to be told again. */
  synchronized void notTold() {
    claimTold = false;
  }

  /** Keeps what the pacer learned, if that is new. */
  synchronized void savePace() {
    Instant silence = pacer.silentUntil();
    Double rate = pacer.reducedRate();
    if (Objects.equals(silence, savedSilence) && Objects.equals(rate, savedRate)) {
      return;
    }
    tables.transactions().run(() -> tables.leases().savePace(lease, silence, rate));
    savedSilence = silence;
    savedRate = rate;
  }
}
