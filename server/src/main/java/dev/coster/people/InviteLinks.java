package dev.coster.people;

import dev.coster.apple.AppleAddresses;
import java.net.URI;
import java.util.Optional;

/**
 * Links by which a person becomes a user. Apple publishes the template; a link is made only when it
 * leads to an address that invitations may lead to.
 */
final class InviteLinks {
  private static final String PLACE = "%25inviteCode%25";
  private static final String OTHER_PLACE = "%inviteCode%";

  private final AppleAddresses addresses;
  private final Optional<String> template;

  InviteLinks(AppleAddresses addresses, Optional<String> template) {
    this.addresses = addresses;
    this.template = template.map(text -> text.replace(OTHER_PLACE, PLACE));
  }

  /**
   * The link for a code; empty when Apple published no template yet, or one that leads elsewhere.
   */
  Optional<URI> link(String inviteCode) {
    return template.flatMap(text -> addresses.invitation(text, inviteCode));
  }
}
