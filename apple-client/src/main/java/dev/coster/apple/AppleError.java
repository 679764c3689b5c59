package dev.coster.apple;

import java.util.Optional;

/**
 * An <a href="https://developer.apple.com/documentation/devicemanagement/errorresponse">error of
 * Apple's</a>. The number decides; texts vary and are only for people.
 *
 * @param number Apple's number, known or not; 0 when the answer held no error of Apple's
 * @param message Apple's text, in which the content token is masked should Apple echo it
 */
public record AppleError(int number, String message, ErrorInfo info) {

  private static final AppleError NONE = new AppleError(0, "", ErrorInfo.NONE);

  /** No error of Apple's: the answer came from somewhere else, or in a form nobody knows. */
  public static AppleError none() {
    return NONE;
  }

  /** Whether the answer held no error of Apple's. */
  public boolean isNone() {
    return number == 0;
  }

  /** What we know of the number. */
  public Optional<ErrorNumber> known() {
    return ErrorNumber.of(number);
  }

  /** What follows from the number alone; {@link ErrorClass#UNKNOWN} when we do not know it. */
  public ErrorClass errorClass() {
    return known().map(ErrorNumber::errorClass).orElse(ErrorClass.UNKNOWN);
  }
}
