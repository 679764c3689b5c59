package dev.coster.security;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.AdministratorStore.Account;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Sign-in against the hashes in the table {@code administrator}. */
final class PasswordSignIns implements SignIns {
  private final Transactions transactions;
  private final AdministratorStore store;
  private final SignInLimits limits;
  private final PasswordEncoder passwords;
  private final Audit audit;

  /** Compared with where there is no account, so that the time taken does not tell. */
  private final String nobodysHash;

  PasswordSignIns(
      Transactions transactions,
      AdministratorStore store,
      SignInLimits limits,
      PasswordEncoder passwords,
      Audit audit) {
    this.transactions = transactions;
    this.store = store;
    this.limits = limits;
    this.passwords = passwords;
    this.audit = audit;
    this.nobodysHash = String.valueOf(passwords.encode(Tokens.next()));
  }

  @Override
  public SignedIn signIn(String email, String password, String address) {
    limits.attempt(email, address);
    Optional<Account> account = store.account(email.strip());
    boolean matches =
        passwords.matches(password, account.map(Account::passwordHash).orElse(nobodysHash));
    Optional<SignedIn> signedIn =
        account.filter(_ -> matches).flatMap(found -> store.signedIn(found.id()));
    if (signedIn.isEmpty()) {
      transactions.run(() -> recordFailure(account, address));
      throw wrong();
    }
    limits.succeeded(email, address);
    transactions.run(() -> recordSuccess(signedIn.get(), address));
    return signedIn.get();
  }

  // What was typed is not kept, here or by the limits: people type passwords into the wrong field.
  private void recordFailure(Optional<Account> account, String address) {
    String whose = account.map(found -> found.id().toString()).orElse("unknown");
    audit.record(
        Actor.SYSTEM,
        Audit.Entry.of(
                "session.refused", "administrator", whose, "A sign-in failed from " + address + ".")
            .with(Map.of("address", address)));
  }

  private void recordSuccess(SignedIn who, String address) {
    audit.record(
        who.actor(),
        Audit.Entry.of(
                "session.sign_in",
                "administrator",
                who.administratorId(),
                who.actor().name() + " signed in.")
            .with(Map.of("address", address)));
  }

  private static Problem wrong() {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        Problem.Side.YOURS,
        WRONG,
        "Mail address or password is wrong.",
        "",
        "Try again. Whoever has forgotten the password asks another owner.");
  }
}
