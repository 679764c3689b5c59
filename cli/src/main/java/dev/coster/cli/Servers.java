package dev.coster.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of servers, as people write them. Pure. */
final class Servers {

  private Servers() {}

  /** The address, or a refusal that shows how it is written. */
  static URI parsed(String text) {
    try {
      URI address = new URI(text.strip().replaceFirst("/+$", ""));
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException malformed) {
      throw refusal(text);
    }
    throw refusal(text);
  }

  private static CliException refusal(String text) {
    return new CliException(
        ExitCode.USAGE,
        "“"
            + text
            + "” is no address of a server. Write it like http://localhost:8080 or"
            + " https://coster.example.org.");
  }
}
