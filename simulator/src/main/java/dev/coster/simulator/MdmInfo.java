package dev.coster.simulator;

/**
 * The management server that says it manages a location.
 *
 * @param id its id for this location
 * @param name its name for people
 * @param metadata whatever it wants to remember
 */
public record MdmInfo(String id, String name, String metadata) {}
