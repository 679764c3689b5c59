package dev.coster.security;

import java.net.URI;
import java.util.Optional;

/**
 * The way in on the first start: there is no default password, but a link that works once, for a
 * day, and only as long as there is no administrator. Thread-safe.
 */
public interface FirstAdministrator {

  /**
   * Makes the link, to be printed on the terminal; one made before stops working. Empty when there
   * is an administrator.
   *
   * @param base where this server is reached
   */
  Optional<URI> link(URI base);

  /** Whether the token of a link ({@code /setup/<token>}) still works. */
  boolean isValid(String token);

  /**
   * Makes the first administrator, an owner, and uses the link up.
   *
   * @throws dev.coster.platform.Problem when the link does not work ({@code setup.link_invalid}) or
   *     the input is refused as by {@link Administrators#add}; the link stays good then
   */
  void create(String token, String name, String email, String password);
}
