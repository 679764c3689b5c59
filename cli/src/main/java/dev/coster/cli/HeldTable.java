package dev.coster.cli;

import dev.coster.api.HeldView;
import dev.coster.api.PageOf;
import java.util.List;

/** Tables that devices and people share. */
final class HeldTable {
  /**
   * As many are shown of one device or person; the command for their licenses pages through all.
   */
  static final int ROWS = 200;

  private HeldTable() {}

  static int held(Screen screen, PageOf<HeldView> page) {
    int exit =
        screen.page(
            page,
            List.of("asset", "app or book", "type", "loc", "location", "holder", "since"),
            held ->
                List.of(
                    String.valueOf(held.assetId()),
                    held.name(),
                    held.type(),
                    String.valueOf(held.locationId()),
                    held.location(),
                    String.valueOf(held.holderId()),
                    Screen.text(held.since())));
    if (!page.items().isEmpty()) {
      story(screen, "LOC", "ASSET");
    }
    return exit;
  }

  /** How to go on from the ids that a table shows. */
  static void story(Screen screen, String location, String asset) {
    screen.say(
        "The life of one: coster license story --location "
            + location
            + " --asset "
            + asset
            + " --holder HOLDER");
  }
}
