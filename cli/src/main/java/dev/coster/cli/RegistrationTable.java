package dev.coster.cli;

import dev.coster.api.PageOf;
import dev.coster.api.PeopleApi.RegistrationView;
import java.util.List;

/** How a person stands with Apple, location by location. */
final class RegistrationTable {

  private RegistrationTable() {}

  static int show(Screen screen, PageOf<RegistrationView> page) {
    return screen.page(
        page,
        List.of("loc", "location", "state", "holder", "invitation", "handed out", "Apple says"),
        registration ->
            List.of(
                String.valueOf(registration.locationId()),
                registration.location(),
                registration.appleStatus() == null ? "being registered" : registration.state(),
                String.valueOf(registration.holderId()),
                Screen.text(registration.inviteUrl()),
                Screen.text(registration.invitedAt()),
                registration.errorNumber() == null
                    ? ""
                    : registration.errorNumber() + " " + Screen.text(registration.errorMessage())));
  }
}
