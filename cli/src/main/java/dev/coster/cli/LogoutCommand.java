package dev.coster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Forgets the kept token. */
@Command(name = "logout", description = "Forget the kept token.", mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LogoutCommand() {}

  @Override
  public Integer call() {
    cli.credentials().forget();
    cli.screen().say("Forgotten. The token itself is revoked in the console, under your name.");
    return ExitCode.OK.code();
  }
}
