package dev.coster.apple;

import static dev.coster.apple.ErrorClass.BACK_OFF;
import static dev.coster.apple.ErrorClass.FIX;
import static dev.coster.apple.ErrorClass.GOAL_REACHED;
import static dev.coster.apple.ErrorClass.REREAD;
import static dev.coster.apple.ErrorClass.TOKEN;
import static dev.coster.apple.ErrorNumber.Advice.NEW_TOKEN;
import static dev.coster.apple.ErrorNumber.Advice.NOTHING;
import static dev.coster.apple.ErrorNumber.Advice.REPORT;
import static dev.coster.apple.ErrorNumber.Advice.SPLIT;
import static dev.coster.apple.ErrorNumber.Advice.WAIT;
import static dev.coster.apple.ErrorNumber.Side.APPLE;
import static dev.coster.apple.ErrorNumber.Side.COSTER;
import static dev.coster.apple.ErrorNumber.Side.ORGANIZATION;
import static dev.coster.apple.ErrorNumber.Side.PERSON;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Apple's error numbers, as far as they are known, with what they mean for administrators: <a
 * href="https://developer.apple.com/documentation/devicemanagement/handling-error-responses">Handling
 * Error Responses</a>, and from the <a
 * href="https://developer.apple.com/documentation/devicemanagement/interpreting-error-codes">older
 * list</a> those that may still come. One number has several texts of Apple's, so that only the
 * number counts.
 *
 * <p>A table, as long as Apple's list: what follows from a number, on whose side it is and what is
 * said of it are decided together, so that they stand in one row.
 */
public enum ErrorNumber {
  MISSING_ARGUMENT(9600, 400, FIX, COSTER, "Apple misses something in the request.", REPORT),
  LOGIN_REQUIRED(
      9601, 401, TOKEN, ORGANIZATION, "Apple does not accept the content token.", NEW_TOKEN),
  INVALID_ARGUMENT(9602, 400, FIX, COSTER, "Apple does not accept a value in the request.", REPORT),
  INTERNAL_ERROR(9603, 500, BACK_OFF, APPLE, "Apple had an internal error.", WAIT),
  RESULT_NOT_FOUND(
      9604,
      0,
      REREAD,
      APPLE,
      "Apple did not find what was asked for.",
      "Nothing; Coster reads the location again."),
  WRONG_STOREFRONT(
      9605,
      0,
      TOKEN,
      ORGANIZATION,
      "The account belongs to another country's store.",
      "Check at Apple which country the organizational unit belongs to."),
  IRREVOCABLE(
      9607,
      0,
      FIX,
      APPLE,
      "This license cannot be taken back.",
      "Nothing; books stay with whoever got them."),
  USER_NOT_FOUND(
      9609,
      400,
      REREAD,
      APPLE,
      "Apple knows no registered user with this id.",
      "Nothing; Coster reads the users again and registers the person if need be."),
  LICENSE_NOT_FOUND(
      9610,
      0,
      REREAD,
      APPLE,
      "Apple found no license for this, or does not see it yet.",
      "Wait some minutes; if it stays, check whether enough licenses were bought."),
  ALREADY_ASSIGNED(9616, 0, GOAL_REACHED, APPLE, "The license is assigned already.", NOTHING),
  USER_ALREADY_RETIRED(9618, 0, GOAL_REACHED, APPLE, "The user is retired already.", NOTHING),
  NOT_ASSOCIATED(9619, 0, GOAL_REACHED, APPLE, "The license is not assigned any more.", NOTHING),
  USER_ALREADY_DELETED(9620, 0, GOAL_REACHED, APPLE, "The user is deleted already.", NOTHING),
  TOKEN_EXPIRED(9621, 401, TOKEN, ORGANIZATION, "The content token has expired.", NEW_TOKEN),
  TOKEN_INVALID(
      9622, 401, TOKEN, ORGANIZATION, "Apple does not know the content token.", NEW_TOKEN),
  INVALID_PUSH_TOKEN(9623, 400, FIX, COSTER, "Apple does not accept a push token.", REPORT),
  LICENSE_REFUNDED(
      9624,
      0,
      REREAD,
      ORGANIZATION,
      "The license was given back to Apple for a refund.",
      "Buy licenses again if they are still needed."),
  TOKEN_REVOKED(
      9625,
      401,
      TOKEN,
      ORGANIZATION,
      "Apple revoked the content token, as it does when the password of its account changes.",
      NEW_TOKEN),
  ASSIGNED_TO_SOMEBODY_ELSE(
      9626,
      0,
      REREAD,
      APPLE,
      "The license was assigned to somebody else meanwhile.",
      "Nothing; Coster reads the location again."),
  REASSIGNED_TOO_OFTEN(
      9627,
      0,
      BACK_OFF,
      APPLE,
      "The license was moved too often lately.",
      "Nothing; Coster tries again later."),
  NOT_FOR_DEVICES(
      9628, 0, FIX, APPLE, "This app cannot be assigned to devices.", "Give it to people instead."),
  TOO_MANY_ALREADY_ASSIGNED(
      9630, 0, BACK_OFF, COSTER, "The same request was repeated too often.", WAIT),
  TOO_MANY_NOT_FOUND(9631, 0, BACK_OFF, COSTER, "The same request was repeated too often.", WAIT),
  TOO_MANY_IDENTICAL(9632, 0, BACK_OFF, COSTER, "The same request was repeated too often.", WAIT),
  SERVICE_REMOVED(
      9634, 410, FIX, APPLE, "Apple no longer offers this service.", "Install a newer Coster."),
  APPLE_ACCOUNT_NOT_ELIGIBLE(
      9635,
      0,
      FIX,
      PERSON,
      "The Apple Account is unknown, or belongs to another organization.",
      "Check the person's Managed Apple Account, or invite the person by mail."),
  NO_USER_FOUND(
      9636,
      0,
      REREAD,
      APPLE,
      "Apple found no registered user.",
      "Nothing; Coster reads the users again."),
  NOT_ALLOWED(
      9637,
      403,
      TOKEN,
      ORGANIZATION,
      "The account behind the content token may only read.",
      "Give the account the right to manage apps and books at Apple, or upload the token of another account."),
  ACCOUNT_ALREADY_ASSOCIATED(
      9641,
      0,
      REREAD,
      PERSON,
      "The Apple Account belongs to another registered user already.",
      "Check whether the person is registered twice."),
  TERMS_NOT_ACCEPTED(
      9642,
      0,
      FIX,
      PERSON,
      "The Apple Account has to accept Apple's terms first.",
      "Ask the person to sign in at Apple and accept the terms."),
  LICENSE_IN_TRANSFER(
      9643,
      0,
      BACK_OFF,
      ORGANIZATION,
      "The license waits for a transfer to another location.",
      "Nothing; Coster tries again after the transfer."),
  MAINTENANCE(9644, 0, BACK_OFF, APPLE, "Apple's service is under maintenance.", WAIT),
  MANAGED_BY_APPLE(
      9645,
      403,
      TOKEN,
      ORGANIZATION,
      "Apple's own device management manages this location, so that others may only read.",
      "Turn Apple's device management off for this organizational unit, or leave it to Apple."),
  TOO_MANY_REQUESTS(
      9646,
      429,
      BACK_OFF,
      APPLE,
      "Apple had too many requests from this organization.",
      "Nothing; Coster slows down by itself."),
  LEGACY_TOKEN(
      9647,
      403,
      TOKEN,
      ORGANIZATION,
      "This is an old token without a location.",
      "Move to locations at Apple, and download the token of a location."),
  PAGE_OUT_OF_RANGE(
      9650,
      400,
      REREAD,
      APPLE,
      "The list became shorter while it was read.",
      "Nothing; Coster reads it again."),
  TOO_MANY_ASSETS(
      9700, 400, FIX, COSTER, "The request holds more apps than Apple allows now.", SPLIT),
  TOO_MANY_CLIENT_USER_IDS(
      9701, 400, FIX, COSTER, "The request holds more people than Apple allows now.", SPLIT),
  TOO_MANY_SERIAL_NUMBERS(
      9702, 400, FIX, COSTER, "The request holds more devices than Apple allows now.", SPLIT),
  DUPLICATE_ASSETS(9703, 400, FIX, COSTER, "The request names an app twice.", REPORT),
  DUPLICATE_CLIENT_USER_IDS(9704, 400, FIX, COSTER, "The request names a person twice.", REPORT),
  DUPLICATE_SERIAL_NUMBERS(9705, 400, FIX, COSTER, "The request names a device twice.", REPORT),
  NOT_REVOCABLE(
      9706,
      400,
      FIX,
      APPLE,
      "This license cannot be taken back.",
      "Nothing; books stay with whoever got them."),
  NOT_DEVICE_ASSIGNABLE(
      9707,
      400,
      FIX,
      APPLE,
      "This app or book cannot be assigned to devices.",
      "Give it to people instead."),
  UNKNOWN_EVENT(
      9708,
      400,
      REREAD,
      APPLE,
      "Apple no longer knows this request.",
      "Nothing; Coster reads the location and sends what is missing."),
  NOT_ENOUGH_LICENSES(
      9709,
      0,
      REREAD,
      ORGANIZATION,
      "There were not enough licenses.",
      "Buy more at Apple, then give it again."),
  NOTIFICATION_PAIR_INCOMPLETE(
      9710,
      400,
      FIX,
      COSTER,
      "Apple wants the address for notifications and its secret together.",
      REPORT),
  NOTIFICATION_TOO_LONG(
      9711,
      400,
      FIX,
      ORGANIZATION,
      "The address for notifications is too long for Apple.",
      "Choose a shorter public address for Coster."),
  NOTIFICATION_URL_INVALID(
      9712,
      400,
      FIX,
      ORGANIZATION,
      "Apple wants an HTTPS address for notifications.",
      "Set a public HTTPS address for Coster."),
  METADATA_TOO_LONG(
      9713, 400, FIX, COSTER, "The description of this server is too long for Apple.", REPORT),
  TOO_MANY_USERS(
      9714, 400, FIX, COSTER, "The request holds more users than Apple allows now.", SPLIT),
  DUPLICATE_USERS(9715, 400, FIX, COSTER, "The request names a user twice.", REPORT),
  USER_EXISTS(
      9716,
      0,
      GOAL_REACHED,
      APPLE,
      "Apple has an active user with this id already.",
      "Nothing; Coster reads the user."),
  INVALID_EMAIL(
      9717,
      400,
      FIX,
      PERSON,
      "Apple does not accept the mail address.",
      "Correct the person's mail address."),
  NO_ASSETS(9718, 400, FIX, COSTER, "The request names no app.", REPORT),
  NO_HOLDERS(9719, 400, FIX, COSTER, "The request names neither people nor devices.", REPORT),
  NO_USERS(9720, 400, FIX, COSTER, "The request names no user.", REPORT),
  INVALID_VERSION(
      9721,
      400,
      REREAD,
      APPLE,
      "Apple no longer knows the version that was read last.",
      "Nothing; Coster reads the whole list."),
  MALFORMED_AUTHORIZATION(
      9722, 401, FIX, COSTER, "Apple does not understand how the token was sent.", REPORT),
  MDM_INFO_INCOMPLETE(
      9723,
      400,
      FIX,
      COSTER,
      "Apple wants id, name and description of this server together.",
      REPORT),
  MDM_ID_TOO_LONG(9724, 400, FIX, COSTER, "The id of this server is too long for Apple.", REPORT),
  MDM_NAME_TOO_LONG(
      9725,
      400,
      FIX,
      ORGANIZATION,
      "The name of this server is too long for Apple.",
      "Choose a shorter name."),
  WRONG_METHOD(9726, 405, FIX, COSTER, "Apple does not accept this kind of request.", REPORT),
  WRONG_CONTENT_TYPE(
      9727, 415, FIX, COSTER, "Apple does not accept the form of the request.", REPORT),
  NOTIFICATION_URL_UNREACHABLE(
      9728,
      400,
      FIX,
      ORGANIZATION,
      "Apple could not reach the address for notifications.",
      "Make Coster's public address reachable from the internet with a trusted certificate; until then Coster asks Apple by itself."),
  TEMPORARILY_UNAVAILABLE(
      9729, 503, BACK_OFF, APPLE, "Apple's service is not available at the moment.", WAIT),
  SUBSCRIPTION_REQUEST_INVALID(
      9811, 400, FIX, COSTER, "Apple does not accept the request about subscriptions.", REPORT),
  CURSOR_INVALID(
      9812,
      400,
      REREAD,
      APPLE,
      "Apple no longer knows the place in the list.",
      "Nothing; Coster reads it again."),
  ADAM_ID_INVALID(
      9813,
      400,
      FIX,
      COSTER,
      "Apple does not know the app.",
      "Check whether the app is still in the store."),
  NO_ASSOCIATED_USER(
      9814,
      400,
      REREAD,
      PERSON,
      "The person has not accepted the invitation.",
      "Ask the person to accept it."),
  SUBSCRIPTION_NOT_ASSIGNED(
      9815, 400, GOAL_REACHED, APPLE, "The subscription is not assigned any more.", NOTHING),
  SUBSCRIPTION_LIMIT(
      9816, 400, FIX, COSTER, "The request holds more subscriptions than Apple allows now.", SPLIT),
  ASSIGNED_BY_GROUP(
      9817,
      400,
      GOAL_REACHED,
      APPLE,
      "The subscription is assigned through a group already.",
      NOTHING),
  SUBSCRIPTIONS_EXIST(
      9818,
      400,
      FIX,
      ORGANIZATION,
      "There are subscriptions, so that they cannot be turned off.",
      "End the subscriptions at Apple first.");

  private static final Map<Integer, ErrorNumber> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ErrorNumber::number, Function.identity()));

  private final int number;
  private final int httpStatus;
  private final ErrorClass errorClass;
  private final Side side;
  private final String whatHappened;
  private final String whatToDo;

  ErrorNumber(
      int number,
      int httpStatus,
      ErrorClass errorClass,
      Side side,
      String whatHappened,
      String whatToDo) {
    this.number = number;
    this.httpStatus = httpStatus;
    this.errorClass = errorClass;
    this.side = side;
    this.whatHappened = whatHappened;
    this.whatToDo = whatToDo;
  }

  /** The entry of a number; empty when nobody here knows it. */
  public static Optional<ErrorNumber> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** Apple's number. */
  public int number() {
    return number;
  }

  /** The status it comes with; empty when it comes only inside an event's result. */
  public OptionalInt httpStatus() {
    return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /** What follows for the sender. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** Who can change it. */
  public Side side() {
    return side;
  }

  /** What happened, in one sentence for administrators. */
  public String whatHappened() {
    return whatHappened;
  }

  /** What to do, in one sentence for administrators. */
  public String whatToDo() {
    return whatToDo;
  }

  /** On whose side the cause lies. */
  public enum Side {
    /** This program. */
    COSTER,
    /** Apple's service, or a property of the app or book. */
    APPLE,
    /** The organization: its accounts, purchases and settings. */
    ORGANIZATION,
    /** The person concerned. */
    PERSON
  }

  /** Sentences that several numbers share. */
  static final class Advice {
    static final String NOTHING = "Nothing.";
    static final String WAIT = "Nothing; Coster tries again by itself.";
    static final String REPORT = "Report it to Coster's developers, with the number and the time.";
    static final String SPLIT =
        "Nothing; Coster reads the limits again and sends smaller requests.";
    static final String NEW_TOKEN =
        "Download a new content token from Apple and upload it to this location.";
  }
}
