package dev.coster.simulator.sample;

/**
 * A person of the sample school, as its directory would list them.
 *
 * @param name first and last name
 * @param email the address, unique
 * @param group the class, such as {@code Grade 5B}, or {@code Staff}
 * @param uId the location of the person's school
 */
public record SamplePerson(String name, String email, String group, String uId) {}
