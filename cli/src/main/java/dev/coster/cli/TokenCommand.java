package dev.coster.cli;

import dev.coster.api.AccountApi;
import dev.coster.api.AccountApi.TokenInfo;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One's own API tokens. */
@Command(
    name = "token",
    description = "Your API tokens: list them, revoke one.",
    mixinStandardHelpOptions = true)
final class TokenCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  TokenCommand() {}

  @Command(
      name = "list",
      description = "Your tokens, newest first.",
      mixinStandardHelpOptions = true)
  int list() {
    return cli.screen()
        .page(
            cli.api(AccountApi.class).tokens(),
            List.of("id", "name", "made", "valid until", "used last", "revoked"),
            token ->
                List.of(
                    token.id().toString(),
                    token.name(),
                    Screen.text(token.createdAt()),
                    Screen.text(token.expiresAt()),
                    Screen.text(token.lastUsedAt()),
                    Screen.text(token.revokedAt())));
  }

  @Command(name = "revoke", description = "End one at once.", mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "ID") UUID id) {
    TokenInfo token = cli.api(AccountApi.class).revoke(id);
    cli.screen().value(token);
    cli.screen().say("“" + token.name() + "” is revoked.");
    return ExitCode.OK.code();
  }
}
