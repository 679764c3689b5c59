package dev.coster.simulator.sample;

import dev.coster.simulator.AssetKey;
import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.IssuedToken;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.Portal;
import dev.coster.simulator.SimulatedApple;
import dev.coster.simulator.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A large location made by numbers, for tests of scale.
 *
 * @param uId its id
 * @param token a token that opens it
 * @param assets the number of apps; the adamIds are {@link #adamId}
 * @param devices the number of devices; the serial numbers are {@link #serialNumber}
 */
public record SampleDistrict(String uId, IssuedToken token, int assets, int devices) {

  /**
   * Makes the location. The assignments go round robin: each device gets the first app, then each
   * the second, and so on; each app has as many licenses as there are devices.
   *
   * @param assets how many apps
   * @param devices how many devices
   * @param assignments how many of the {@code assets} × {@code devices} pairs are assigned
   */
  public static SampleDistrict fill(
      SimulatedApple apple, int assets, int devices, int assignments) {
    if (assignments > (long) assets * devices) {
      throw new IllegalArgumentException("More assignments than pairs: " + assignments);
    }
    Portal portal = apple.portal();
    String organization = portal.createOrganization("Plains District", "plains.example");
    String uId = portal.createLocation(organization, LocationSpec.school("Plains District", "US"));
    int left = assignments;
    for (int asset = 0; asset < assets; asset++) {
      portal.addAsset(uId, AssetSpec.app(adamId(asset), devices));
      int count = Math.min(left, devices);
      portal.assign(uId, new AssetKey(adamId(asset), "STDQ"), List.of(), serialNumbers(count));
      left -= count;
    }
    IssuedToken token = portal.issueToken(uId, TokenKind.FULL);
    return new SampleDistrict(uId, token, assets, devices);
  }

  /** The adamId of an app, counted from 0. */
  public static String adamId(int asset) {
    return Integer.toString(700_000_000 + asset);
  }

  /** The serial number of a device, counted from 0. */
  public static String serialNumber(int device) {
    return "PLD%09d".formatted(device);
  }

  private static List<String> serialNumbers(int count) {
    List<String> serials = new ArrayList<>(count);
    for (int device = 0; device < count; device++) {
      serials.add(serialNumber(device));
    }
    return serials;
  }
}
