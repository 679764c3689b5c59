package dev.coster.cli;

import dev.coster.api.AccountApi;
import dev.coster.api.AccountApi.Credentials;
import dev.coster.api.AccountApi.IssuedToken;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Signs in and keeps a token of its own, so that the password is kept nowhere. */
@Command(
    name = "login",
    description = "Sign in at a server and keep a token for it.",
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {

  @ParentCommand CosterCli cli;

  @Option(names = "--server", required = true, description = "The server's address.")
  String server;

  @Option(names = "--email", required = true, description = "Your mail address.")
  String email;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  boolean passwordFromInput;

  @Option(
      names = "--token-name",
      description = "What the token is called.",
      defaultValue = "command line")
  String tokenName;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LoginCommand() {}

  @Override
  public Integer call() throws IOException {
    URI address = Servers.parsed(server);
    IssuedToken issued =
        cli.remoteAt(address, null)
            .api(AccountApi.class)
            .issue(new Credentials(email, password(), tokenName));
    cli.credentials()
        .write(
            new dev.coster.cli.Credentials.Login(
                address, issued.token(), Optional.of(issued.id())));
    cli.screen()
        .say("Signed in at " + address + ". The token is in " + cli.credentials().file() + ".");
    return ExitCode.OK.code();
  }

  private String password() throws IOException {
    if (passwordFromInput) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return given(in.readLine());
    }
    Console console =
        Terminal.present()
            .orElseThrow(() ->
                new CliException(
                    ExitCode.USAGE, "No terminal to ask for the password: use --password-stdin."));
    char[] typed = console.readPassword("Password for %s: ", email);
    return given(typed == null ? null : new String(typed));
  }

  /** Ctrl-D, or an empty line, is no password. */
  private static String given(@Nullable String password) {
    if (password == null || password.isEmpty()) {
      throw new CliException(ExitCode.USAGE, "No password was given; not signed in.");
    }
    return password;
  }
}
