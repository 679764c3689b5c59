package dev.coster.apple;

import java.util.List;

/**
 * Whom an error is about, as far as Apple names them; each list may be empty, and the asset is
 * often not named.
 */
public record ErrorInfo(
    List<AssetKey> assets, List<String> clientUserIds, List<String> serialNumbers) {

  /** Nobody named. */
  public static final ErrorInfo NONE = new ErrorInfo(List.of(), List.of(), List.of());

  public ErrorInfo {
    assets = List.copyOf(assets);
    clientUserIds = List.copyOf(clientUserIds);
    serialNumbers = List.copyOf(serialNumbers);
  }

  /** Whether nobody is named. */
  public boolean isEmpty() {
    return assets.isEmpty() && clientUserIds.isEmpty() && serialNumbers.isEmpty();
  }
}
