package dev.coster.simulator.sample;

import dev.coster.simulator.IssuedToken;

/**
 * A location of the sample school.
 *
 * @param uId Apple's id of its library
 * @param locationName its name
 * @param token a token that opens it
 */
public record SampleLocation(String uId, String locationName, IssuedToken token) {}
