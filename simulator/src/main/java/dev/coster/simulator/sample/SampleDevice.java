package dev.coster.simulator.sample;

/**
 * A device of the sample school, as an inventory would list it.
 *
 * @param serialNumber the hardware serial number
 * @param name the name that people gave it
 * @param model the product's name
 * @param platform {@code iOS}, {@code macOS} or {@code tvOS}
 * @param osVersion the version of its system
 * @param uId the location of the school that it stands in
 */
public record SampleDevice(
    String serialNumber,
    String name,
    String model,
    String platform,
    String osVersion,
    String uId) {}
