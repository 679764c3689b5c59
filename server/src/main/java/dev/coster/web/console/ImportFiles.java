package dev.coster.web.console;

import dev.coster.platform.Ids;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.SignedIn;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps a file from its preview to its import. Its id and its hash go with the form, so that what
 * is imported is what was looked at, whatever else was looked at in between. Thread-safe.
 */
public final class ImportFiles {

  private static final Duration KEPT_FOR = Duration.ofHours(4);

  private final ImportFileStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Transactions transactions;

  ImportFiles(ImportFileStore store, Ids ids, InstantSource clock, Transactions transactions) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Which file was looked at. */
  public record Ticket(UUID id, String hash) {}

  Ticket keep(String kind, SignedIn me, byte[] content) {
    Instant now = clock.instant();
    Ticket ticket = new Ticket(ids.next(), sha256(content));
    transactions.run(() -> {
      store.forget(now.minus(KEPT_FOR));
      store.insert(ticket.id(), kind, me.administratorId(), ticket.hash(), content, now);
    });
    return ticket;
  }

  /** Imports the file in one transaction, and forgets it. */
  <T> T take(String kind, SignedIn me, Ticket ticket, Function<byte[], T> importer) {
    return transactions.call(() -> {
      byte[] content =
          store
              .find(ticket.id(), kind, me.administratorId(), ticket.hash())
              .orElseThrow(() ->
                  Problem.conflict(
                      "import.file_gone",
                      "The file is not here any more: it was imported, or it is older than some"
                          + " hours.",
                      "Choose it once more."));
      T result = importer.apply(content);
      store.delete(ticket.id());
      return result;
    });
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
