package dev.coster.apple;

/**
 * Apple took a request in and works on it later: <a
 * href="https://developer.apple.com/documentation/devicemanagement/eventresponse">EventResponse</a>.
 * Proves nothing about its result.
 */
public record EventResponse(String eventId, UnknownFields unknown) {}
