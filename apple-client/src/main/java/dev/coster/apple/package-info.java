/**
 * Client of Apple's App and Book Management service, version 2.
 *
 * <p>One {@link dev.coster.apple.AppleLocation} per location (content token); {@link
 * dev.coster.apple.AppleService} for what needs no token. Apple's answer is a value ({@link
 * dev.coster.apple.Reply}: accepted, or refused with Apple's number); no answer is an exception
 * ({@link dev.coster.apple.NoAnswerException}). Nothing is ever repeated here: whoever calls
 * decides whether and when to try again. Redirects are refused, bodies are read as a stream and
 * capped, unknown fields, states and numbers are kept, and no secret appears in a message or a
 * {@code toString}.
 *
 * <p>The words are Apple's; each operation links Apple's page.
 */
@NullMarked
package dev.coster.apple;

import org.jspecify.annotations.NullMarked;
