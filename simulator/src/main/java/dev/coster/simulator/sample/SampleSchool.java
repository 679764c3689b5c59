package dev.coster.simulator.sample;

import dev.coster.simulator.AssetKey;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.Portal;
import dev.coster.simulator.SimulatedApple;
import dev.coster.simulator.TokenKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A believable school: three locations, sixty apps and books, 400 devices and 500 people. An
 * earlier server has given some of the licenses already, some of them to devices that are gone. The
 * third location's token ends within days, one app is almost sold out, one is sold in Germany only,
 * one is the school's own.
 *
 * @param organizationId the organization at Apple
 * @param locations its locations, each with a token
 * @param devices its devices, for an inventory to load
 * @param people its people, for a directory to load
 */
public record SampleSchool(
    String organizationId,
    List<SampleLocation> locations,
    List<SampleDevice> devices,
    List<SamplePerson> people) {

  /** The domain of the school's addresses and Managed Apple Accounts. */
  public static final String DOMAIN = "hillside.example";

  private static final String ALMOST_SOLD_OUT = "Sketchpad Studio";

  /** One part of the school: its size, and which share of the catalog it has. */
  private record Part(String name, int devices, int people, int firstGrade, int grades, int skip) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("Hillside Primary School", 120, 150, 1, 5, 0),
          new Part("Hillside Middle School", 140, 170, 6, 3, 1),
          new Part("Hillside High School", 140, 180, 9, 4, 2));

  /** Copies the lists. */
  public SampleSchool {
    locations = List.copyOf(locations);
    devices = List.copyOf(devices);
    people = List.copyOf(people);
  }

  /**
   * Makes the school at a simulated Apple.
   *
   * @param apple where; may hold other organizations already
   * @param now the simulation's present time, from which tokens count
   * @param seed decides names, serial numbers and who has what
   */
  public static SampleSchool fill(SimulatedApple apple, Instant now, long seed) {
    return new Builder(apple.portal(), now, seed).build();
  }

  private static final class Builder {
    private final Portal portal;
    private final Instant now;
    private final RandomGenerator random;
    private final SampleDevices sampleDevices;
    private final SamplePeople samplePeople;
    private final List<SampleProduct> products = SampleProduct.all();
    private final List<SampleLocation> locations = new ArrayList<>();
    private final List<SampleDevice> devices = new ArrayList<>();
    private final List<SamplePerson> people = new ArrayList<>();

    Builder(Portal portal, Instant now, long seed) {
      this.portal = portal;
      this.now = now;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      this.sampleDevices = new SampleDevices(random);
      this.samplePeople = new SamplePeople(random, DOMAIN);
    }

    SampleSchool build() {
      String organization = portal.createOrganization("Hillside Schools", DOMAIN);
      products.forEach(product -> portal.publish(product.storeItem()));
      for (Part part : PARTS) {
        addPart(organization, part);
      }
      return new SampleSchool(organization, locations, devices, people);
    }

    private void addPart(String organization, Part part) {
      String uId = portal.createLocation(organization, LocationSpec.school(part.name, "US"));
      Duration life = Duration.ofDays(part.skip == 2 ? 9 : 200 + 40L * part.skip);
      locations.add(
          new SampleLocation(
              uId, part.name, portal.issueToken(uId, TokenKind.FULL, now.plus(life))));
      String place = part.name.split(" ", 3)[1];
      List<SampleDevice> here = sampleDevices.of(uId, place, part.devices);
      devices.addAll(here);
      people.addAll(samplePeople.of(uId, part.people, part.firstGrade, part.grades));
      List<String> users = registerSome(uId, part);
      stock(uId, part, here.stream().map(SampleDevice::serialNumber).toList(), users);
    }

    /** The earlier server had registered a few people; every other one has accepted. */
    private List<String> registerSome(String uId, Part part) {
      List<String> users = new ArrayList<>();
      List<SamplePerson> known = people.subList(people.size() - part.people, people.size());
      for (SamplePerson person : known.subList(0, 24)) {
        String user = new UUID(random.nextLong(), random.nextLong()).toString();
        String inviteCode = portal.registerUser(uId, user, person.email());
        if (users.size() % 2 == 0) {
          portal.accept(inviteCode, person.email());
        }
        users.add(user);
      }
      return users;
    }

    private void stock(String uId, Part part, List<String> serials, List<String> users) {
      List<String> gone = List.of(sampleDevices.serial(), sampleDevices.serial());
      for (int n = 0; n < products.size(); n++) {
        SampleProduct product = products.get(n);
        if (n % 4 == part.skip + 1 && !product.name().equals(ALMOST_SOLD_OUT)) {
          continue;
        }
        boolean scarce = product.name().equals(ALMOST_SOLD_OUT);
        portal.addAsset(uId, product.asset(scarce ? 31 : 20 + 10 * random.nextInt(12)));
        giveAsBefore(uId, product, n, serials, users, gone);
      }
    }

    private void giveAsBefore(
        String uId,
        SampleProduct product,
        int number,
        List<String> serials,
        List<String> users,
        List<String> gone) {
      AssetKey key = new AssetKey(product.adamId(), product.pricingParam());
      if (product.name().equals(ALMOST_SOLD_OUT)) {
        portal.assign(uId, key, List.of(), serials.subList(0, 30));
      } else if (!product.forDevices()) {
        portal.assign(uId, key, users.subList(0, 3 + number % 12), List.of());
      } else if (number % 3 == 0) {
        List<String> holders = new ArrayList<>(serials.subList(0, 8 + number % 11));
        holders.addAll(number % 9 == 0 ? gone : List.of());
        portal.assign(uId, key, users.subList(0, number % 2), holders);
      }
    }
  }
}
