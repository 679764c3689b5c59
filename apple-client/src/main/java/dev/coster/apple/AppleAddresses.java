package dev.coster.apple;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Apple is. Operations go to the base address alone, whatever Apple publishes; addresses that
 * Apple publishes for the store's lookup and for invitations are taken only when their host is
 * below {@code itunes.apple.com} or is the base address's own.
 */
public record AppleAddresses(URI base) {

  /** Apple's service, version 2. */
  public static final AppleAddresses APPLE =
      new AppleAddresses(URI.create("https://vpp.itunes.apple.com/mdm/v2"));

  private static final String INVITE_CODE = "%25inviteCode%25";

  /**
   * Addresses below a base.
   *
   * @throws IllegalArgumentException when the base is not http(s), has no host, or carries user
   *     info, query or fragment
   */
  public AppleAddresses {
    if (!isWeb(base) || base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("The base must be a plain http(s) address");
    }
    String text = base.toString();
    base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  /** The lookup address that Apple publishes, if it may be used. */
  public Optional<LookupAddress> lookup(String published) {
    return allowed(published)
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
        .map(LookupAddress::new);
  }

  /**
   * The address that makes a person this user: the published template filled with the user's code.
   * Empty when the template has no place for it or leads elsewhere.
   */
  public Optional<URI> invitation(String template, String inviteCode) {
    if (!template.contains(INVITE_CODE)) {
      return Optional.empty();
    }
    String code = URLEncoder.encode(inviteCode, StandardCharsets.UTF_8);
    return allowed(template.replace(INVITE_CODE, code));
  }

  URI operation(AppleOperation operation, String query) {
    return URI.create(base + operation.path() + query);
  }

  private Optional<URI> allowed(String text) {
    try {
      URI uri = URI.create(text);
      return isWeb(uri) && (isOwn(uri) || isStore(uri)) ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isOwn(URI uri) {
    boolean secureEnough = isHttps(uri) || !isHttps(base);
    return secureEnough && uri.getHost().equalsIgnoreCase(base.getHost());
  }

  private static boolean isStore(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return isHttps(uri) && uri.getPort() == -1 && host.endsWith(".itunes.apple.com");
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isWeb(URI uri) {
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    return (http || isHttps(uri)) && uri.getHost() != null && uri.getRawUserInfo() == null;
  }
}
