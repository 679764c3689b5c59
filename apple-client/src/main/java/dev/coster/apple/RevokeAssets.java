package dev.coster.apple;

import java.util.List;

/**
 * People and devices that lose every revocable asset: <a
 * href="https://developer.apple.com/documentation/devicemanagement/revokeassetsrequest">
 * RevokeAssetsRequest</a>. Holds nobody twice and at least one.
 */
public record RevokeAssets(List<String> clientUserIds, List<String> serialNumbers) {

  public RevokeAssets {
    clientUserIds = RequestChecks.uniqueTexts("clientUserIds", clientUserIds);
    serialNumbers = RequestChecks.uniqueTexts("serialNumbers", serialNumbers);
    RequestChecks.notAllEmpty("holders", clientUserIds, serialNumbers);
  }
}
