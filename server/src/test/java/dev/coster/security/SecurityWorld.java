package dev.coster.security;

import dev.coster.audit.Audit;
import dev.coster.audit.TestAudit;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.SecretBox;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The package on a real database, without a web server. */
final class SecurityWorld {
  static final String PASSWORD = "four random words here";

  final SettableClock clock = new SettableClock();
  final Administrators administrators;
  final FirstAdministrator first;
  final SignIns signIns;
  final ApiTokens tokens;
  final AdministratorStore store;
  private final TestDatabase database;

  SecurityWorld(TestDatabase database) {
    this.database = database;
    // As in the server, but quick.
    PasswordEncoder passwords = new BCryptPasswordEncoder(4);
    Ids ids = Ids.secure(clock);
    Audit audit = TestAudit.stored(database.jdbc(), ids, clock);
    store = new AdministratorStore(database.jdbc());
    administrators =
        new StoredAdministrators(database.transactions(), store, passwords, audit, ids, clock);
    first =
        new LinkToFirstAdministrator(
            database.transactions(), new LinkStore(database.jdbc()), store, administrators, clock);
    signIns =
        new PasswordSignIns(
            database.transactions(),
            store,
            new SignInLimits(
                database.transactions(), new SignInStore(database.jdbc()), secrets(), clock),
            passwords,
            audit);
    tokens =
        new StoredApiTokens(
            database.transactions(), new ApiTokenStore(database.jdbc()), store, audit, ids, clock);
  }

  private static SecretBox secrets() {
    return SecretBox.open(TestDatabase.folder("keys-" + UUID.randomUUID()).resolve("secret.key"));
  }

  UUID add(String email, Role role) {
    return administrators.add(
        new Administrators.Draft("Ada", email, PASSWORD, role, null), Actor.SYSTEM);
  }

  List<String> audited() {
    return database
        .jdbc()
        .sql("select action from audit_event order by at, audit_event_id")
        .query(String.class)
        .list();
  }
}
