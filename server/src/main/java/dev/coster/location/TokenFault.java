package dev.coster.location;

import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.platform.Problem;
import dev.coster.platform.Problem.Kind;
import dev.coster.platform.Problem.Side;
import java.util.Arrays;
import java.util.Optional;

/** Apple's reasons for refusing a token, and what a person can do about each. */
enum TokenFault {
  LOGIN_REQUIRED(9601, TokenState.INVALID),
  EXPIRED(9621, TokenState.EXPIRED),
  INVALID(9622, TokenState.INVALID),
  REVOKED(9625, TokenState.REVOKED),
  READ_ONLY(9637, TokenState.READ_ONLY),
  MANAGED_BY_APPLE(Condition.MANAGED_BY_APPLE, TokenState.READ_ONLY),
  LEGACY(9647, TokenState.LEGACY);

  static final String DOWNLOAD =
      "Download the token of the location again in Apple School Manager or Apple Business (your"
          + " name at the lower left, Preferences, Payments and Billing, Content Tokens) and hand"
          + " it in here.";

  private final int number;
  private final TokenState state;

  TokenFault(int number, TokenState state) {
    this.number = number;
    this.state = state;
  }

  static Optional<TokenFault> of(int number) {
    return Arrays.stream(values()).filter(fault -> fault.number == number).findFirst();
  }

  /**
   * Whether a refusal with this number is about the token. The caller knows that it is; here only
   * numbers are sorted out of which we know that they mean something else.
   */
  static boolean isAboutTheToken(int number) {
    return of(number).isPresent()
        || ErrorNumber.of(number)
            .map(known -> known.errorClass() == ErrorClass.TOKEN)
            .orElse(number != 0);
  }

  /** What becomes of a token that is refused so. */
  TokenState state() {
    return state;
  }

  /** The refusal of a token that was handed in. */
  Problem problem() {
    return switch (this) {
      case EXPIRED ->
          problem(
              "location.token.expired",
              "Apple says that this token has expired.",
              "Apple answers nothing with it. A token is good for one year.",
              DOWNLOAD);
      case REVOKED ->
          problem(
              "location.token.revoked",
              "Apple has revoked this token.",
              "That happens when the account that downloaded it changed its password, lost its"
                  + " role, or left the organization.",
              DOWNLOAD);
      case LOGIN_REQUIRED, INVALID ->
          problem(
              "location.token.invalid",
              "Apple does not know this token.",
              "It was cut short, changed, or replaced by a newer one.",
              DOWNLOAD);
      case LEGACY ->
          problem(
              "location.token.legacy",
              "This is a token of the old kind that belongs to a person, not to a location.",
              "Apple's present service refuses such tokens.",
              "Migrate to Apps and Books in Apple School Manager or Apple Business first. "
                  + DOWNLOAD);
      case READ_ONLY ->
          problem(
              "location.token.read_only",
              "The account that downloaded this token may only look at the location.",
              "No license can be given or taken back with it.",
              "Let somebody whose role may manage apps and books download the token.");
      case MANAGED_BY_APPLE ->
          problem(
              "location.managed_by_apple",
              "Apple's own device management manages this location.",
              "Licenses can be read there, but not given or taken back.",
              "End the built-in device management for this location in Apple Business, then try"
                  + " again.");
    };
  }

  private Problem problem(String code, String what, String meaning, String remedy) {
    String numbered = what.substring(0, what.length() - 1) + " (" + number + ").";
    return new Problem(Kind.INVALID, Side.APPLE, code, numbered, meaning, remedy);
  }
}
