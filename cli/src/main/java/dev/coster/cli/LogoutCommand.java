package dev.coster.cli;

import dev.coster.api.AccountApi;
import dev.coster.cli.Credentials.Login;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Revokes the kept token and forgets it. */
@Command(
    name = "logout",
    description = "Revoke the kept token and forget it.",
    mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LogoutCommand() {}

  @Override
  public Integer call() {
    Optional<Login> login = cli.credentials().read();
    if (login.isEmpty()) {
      cli.screen().say("Nobody is signed in here.");
      return ExitCode.OK.code();
    }
    Optional<String> kept = revoke(login.get());
    cli.credentials().forget();
    if (kept.isPresent()) {
      throw new CliException(
          ExitCode.PARTLY,
          "The token is forgotten here, but not revoked: "
              + kept.get()
              + "\nWhoever has a copy can still use it. Sign in again, then: coster token list,"
              + " coster token revoke ID");
    }
    cli.screen().say("Signed out: the token is revoked, and forgotten here.");
    return ExitCode.OK.code();
  }

  /** Why it could not be revoked; empty when it is. */
  private Optional<String> revoke(Login login) {
    if (login.tokenId().isEmpty()) {
      return Optional.of("it was kept by an older Coster, without its id.");
    }
    try {
      cli.remoteAt(login.server(), login.token())
          .api(AccountApi.class)
          .revoke(login.tokenId().get());
      return Optional.empty();
    } catch (CliException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }
}
