package dev.coster.apple;

/**
 * Who manages a location, as set by <a
 * href="https://developer.apple.com/documentation/devicemanagement/mdminfo">client config</a> and
 * echoed in every answer. In answers a part that is missing reads as empty.
 *
 * @param id chosen by the management server; tells two servers apart
 * @param name for people
 * @param metadata free text of the server
 */
public record MdmInfo(String id, String name, String metadata) {}
