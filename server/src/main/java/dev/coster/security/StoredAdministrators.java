package dev.coster.security;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Administrators in the table {@code administrator}. */
final class StoredAdministrators implements Administrators {
  private static final int SHORTEST_PASSWORD = 12;

  // What BCrypt takes in; more would be cut without a word.
  private static final int MOST_PASSWORD_BYTES = 72;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private final Transactions transactions;
  private final AdministratorStore store;
  private final PasswordEncoder passwords;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  StoredAdministrators(
      Transactions transactions,
      AdministratorStore store,
      PasswordEncoder passwords,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.passwords = passwords;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Administrator> list() {
    return store.list();
  }

  @Override
  public UUID add(Draft draft, Actor actor) {
    check(draft);
    UUID id = ids.next();
    String hash = passwords.encode(draft.password());
    Administrator administrator =
        new Administrator(
            id,
            draft.name().strip(),
            draft.email().strip(),
            draft.role(),
            draft.locations() == null,
            clock.instant(),
            null);
    transactions.run(() -> insert(administrator, String.valueOf(hash), draft, actor));
    return id;
  }

  private void insert(Administrator administrator, String hash, Draft draft, Actor actor) {
    if (!store.insert(administrator, hash)) {
      throw Problem.conflict(
          "administrator.email_taken",
          "There is an administrator with this mail address already.",
          "Choose another address.");
    }
    if (draft.locations() != null) {
      store.insertLocations(administrator.id(), draft.locations());
    }
    record(
        actor,
        "administrator.add",
        administrator.id(),
        "%s (%s) was added as %s."
            .formatted(administrator.name(), administrator.email(), administrator.role().label()));
  }

  private static void check(Draft draft) {
    if (draft.name().isBlank()) {
      throw Problem.invalid("administrator.name_empty", "The name is empty.", "Give a name.");
    }
    if (!EMAIL.matcher(draft.email().strip()).matches()) {
      throw Problem.invalid(
          "administrator.email_malformed",
          "This is not a mail address.",
          "Give one like ada@school.example.");
    }
    if (draft.password().length() < SHORTEST_PASSWORD) {
      throw Problem.invalid(
          "administrator.password_short",
          "The password has fewer than %d characters.".formatted(SHORTEST_PASSWORD),
          "Choose a longer one; four random words are good.");
    }
    if (draft.password().getBytes(StandardCharsets.UTF_8).length > MOST_PASSWORD_BYTES) {
      throw Problem.invalid(
          "administrator.password_long",
          "The password is longer than %d bytes.".formatted(MOST_PASSWORD_BYTES),
          "Choose a shorter one.");
    }
  }

  @Override
  public void disable(UUID id, Actor actor) {
    transactions.run(() -> {
      store.lock();
      Administrator administrator = existing(id);
      if (store.isLastOwner(id)) {
        throw Problem.conflict(
            "administrator.last_owner",
            "This is the last owner who can sign in.",
            "Add another owner first.");
      }
      store.disable(id, clock.instant());
      record(actor, "administrator.disable", id, administrator.name() + " was shut out.");
    });
  }

  @Override
  public void enable(UUID id, Actor actor) {
    transactions.run(() -> {
      Administrator administrator = existing(id);
      store.disable(id, null);
      record(actor, "administrator.enable", id, administrator.name() + " was let in again.");
    });
  }

  private Administrator existing(UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> Problem.notFound("administrator.not_found", "There is no such administrator."));
  }

  private void record(Actor actor, String action, UUID id, String summary) {
    audit.record(actor, Audit.Entry.of(action, "administrator", id, summary));
  }
}
