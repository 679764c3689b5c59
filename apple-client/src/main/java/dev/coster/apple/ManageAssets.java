package dev.coster.apple;

import java.util.List;

/**
 * A rectangle of assets × (people and devices) to associate or disassociate: <a
 * href="https://developer.apple.com/documentation/devicemanagement/manageassetsrequest">
 * ManageAssetsRequest</a>. Holds nothing twice, at least one asset and at least one holder. The
 * limits are the caller's to keep, as is that books never go to devices.
 */
public record ManageAssets(
    List<AssetKey> assets, List<String> clientUserIds, List<String> serialNumbers) {

  public ManageAssets {
    assets = RequestChecks.unique("assets", assets);
    clientUserIds = RequestChecks.uniqueTexts("clientUserIds", clientUserIds);
    serialNumbers = RequestChecks.uniqueTexts("serialNumbers", serialNumbers);
    RequestChecks.notAllEmpty("assets", assets, assets);
    RequestChecks.notAllEmpty("holders", clientUserIds, serialNumbers);
  }
}
