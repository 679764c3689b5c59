package dev.coster.apple;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * A location at Apple, opened by its content token. Made by whoever has the token; thread-safe and
 * without state, so that it may be thrown away at any time; nothing to close, as the transport is
 * the caller's.
 *
 * <p>Every operation is one HTTP exchange. Nothing is repeated: a read may be repeated by the
 * caller's own policy, a write only after looking whether Apple did it. Writes are accepted first
 * and worked on later; what became of them tells {@link #status}, a notification, and in the end a
 * listing.
 *
 * <p>Every operation throws {@link NoAnswerException} when there is no answer, and never for an
 * answer that Apple gave.
 */
public final class AppleLocation {

  private final AppleAddresses addresses;
  private final ContentToken token;
  private final Calls calls;
  private final AppleService service;

  public AppleLocation(Transport transport, AppleAddresses addresses, ContentToken token) {
    this(transport, addresses, token, ClientSettings.DEFAULT);
  }

  public AppleLocation(
      Transport transport, AppleAddresses addresses, ContentToken token, ClientSettings settings) {
    this.addresses = addresses;
    this.token = token;
    this.calls = new Calls(transport, settings, this::masked);
    this.service = new AppleService(transport, addresses, settings);
  }

  /** Limits, addresses and error numbers, read without the token: {@link AppleService}. */
  public Reply<ServiceConfig> serviceConfig() {
    return service.serviceConfig();
  }

  /**
   * What this location is: <a
   * href="https://developer.apple.com/documentation/devicemanagement/client-config-4szk1">Get
   * Client Config</a>. The test of a token.
   */
  public Reply<ClientConfig> clientConfig() {
    return get(AppleOperation.CLIENT_CONFIG, "", new ClientConfigShape());
  }

  /**
   * Sets who manages the location and where notifications go: <a
   * href="https://developer.apple.com/documentation/devicemanagement/client-config-71glv">Client
   * Config</a>. Done when it is answered. With notifications Apple calls their address before it
   * answers, and changes nothing when that fails (9728).
   */
  public Reply<ClientConfig> configureClient(ClientConfigRequest request) {
    return post(
        AppleOperation.CONFIGURE_CLIENT,
        json -> Bodies.clientConfig(json, request),
        new ClientConfigShape());
  }

  /**
   * A page of the location's assets and counts: <a
   * href="https://developer.apple.com/documentation/devicemanagement/get-assets-4ski1">Get
   * Assets</a>. Has no delta: read whole.
   */
  public Reply<Listing<ResponseAsset>> assets(AssetsQuery query) {
    return get(AppleOperation.ASSETS, query.text(), ListingShape.assets());
  }

  /**
   * Gives every asset to every holder named: <a
   * href="https://developer.apple.com/documentation/devicemanagement/associate-assets">Associate
   * Assets</a>.
   */
  public Reply<EventResponse> associate(ManageAssets request) {
    return manage(AppleOperation.ASSOCIATE, request);
  }

  /**
   * Takes every asset from every holder named: <a
   * href="https://developer.apple.com/documentation/devicemanagement/disassociate-assets">
   * Disassociate Assets</a>.
   */
  public Reply<EventResponse> disassociate(ManageAssets request) {
    return manage(AppleOperation.DISASSOCIATE, request);
  }

  /**
   * Takes every revocable asset from the holders named: <a
   * href="https://developer.apple.com/documentation/devicemanagement/revoke-assets">Revoke
   * Assets</a>.
   */
  public Reply<EventResponse> revoke(RevokeAssets request) {
    return post(AppleOperation.REVOKE, json -> Bodies.revoke(json, request), new EventShape());
  }

  /**
   * A page of who holds what: <a
   * href="https://developer.apple.com/documentation/devicemanagement/get-assignments-9wv1e">Get
   * Assignments</a>. Only what is assigned now; a delta does not show what was removed.
   */
  public Reply<Listing<Assignment>> assignments(AssignmentsQuery query) {
    return get(AppleOperation.ASSIGNMENTS, query.text(), ListingShape.assignments());
  }

  /**
   * A page of registered users: <a
   * href="https://developer.apple.com/documentation/devicemanagement/get-users-4mwln">Get
   * Users</a>.
   */
  public Reply<Listing<ResponseUser>> users(UsersQuery query) {
    return get(AppleOperation.USERS, query.text(), ListingShape.users());
  }

  /**
   * Registers users: <a
   * href="https://developer.apple.com/documentation/devicemanagement/create-users">Create
   * Users</a>. Codes for invitations are read afterwards by {@link #users}.
   *
   * @throws IllegalArgumentException when the list is empty or names a user twice
   */
  public Reply<EventResponse> createUsers(List<UserRequest> users) {
    return manageUsers(AppleOperation.CREATE_USERS, users);
  }

  /**
   * Changes users: <a
   * href="https://developer.apple.com/documentation/devicemanagement/update-users">Update
   * Users</a>.
   *
   * @throws IllegalArgumentException when the list is empty or names a user twice
   */
  public Reply<EventResponse> updateUsers(List<UserRequest> users) {
    return manageUsers(AppleOperation.UPDATE_USERS, users);
  }

  /**
   * Retires users, which frees their revocable assets: <a
   * href="https://developer.apple.com/documentation/devicemanagement/retire-users">Retire
   * Users</a>. Only their ids are sent.
   *
   * @throws IllegalArgumentException when the list is empty or names a user twice
   */
  public Reply<EventResponse> retireUsers(List<UserRequest> users) {
    List<UserRequest> ids =
        users.stream().map(user -> UserRequest.of(user.clientUserId())).toList();
    return manageUsers(AppleOperation.RETIRE_USERS, ids);
  }

  /**
   * How far an event is: <a
   * href="https://developer.apple.com/documentation/devicemanagement/events-status">Get Event
   * Status</a>. Apple wants thirty seconds between two looks at a pending one.
   */
  public Reply<StatusResponse> status(String eventId) {
    return get(
        AppleOperation.STATUS,
        new QueryText().add("eventId", eventId).toString(),
        new StatusShape(this::masked));
  }

  /**
   * What the store tells this location of an app or book, custom apps included; empty when it knows
   * nothing of the id in that storefront: <a
   * href="https://developer.apple.com/documentation/devicemanagement/getting-app-and-book-information-legacy">
   * Getting App and Book Information</a>. The token goes along as a cookie, to this address only.
   */
  public Reply<Optional<ContentMetadata>> contentMetadata(
      LookupAddress address, ContentMetadataQuery query) {
    HttpCall call =
        HttpCall.get(address.with(query), List.of(Headers.ACCEPT, Headers.storeCookie(token)));
    return calls.make(AppleOperation.CONTENT_METADATA, call, new MetadataShape(query.adamId()));
  }

  private Reply<EventResponse> manage(AppleOperation operation, ManageAssets request) {
    return post(operation, json -> Bodies.manage(json, request), new EventShape());
  }

  private Reply<EventResponse> manageUsers(AppleOperation operation, List<UserRequest> users) {
    RequestChecks.notAllEmpty("users", users, users);
    RequestChecks.unique("users", users.stream().map(UserRequest::clientUserId).toList());
    return post(operation, json -> Bodies.users(json, users), new EventShape());
  }

  private <T> Reply<T> get(AppleOperation operation, String query, BodyShape<T> shape) {
    return calls.make(
        operation,
        HttpCall.get(
            addresses.operation(operation, query), List.of(Headers.ACCEPT, Headers.bearer(token))),
        shape);
  }

  private <T> Reply<T> post(
      AppleOperation operation, Consumer<JsonGenerator> body, BodyShape<T> shape) {
    return calls.make(
        operation,
        HttpCall.post(
            addresses.operation(operation, ""),
            List.of(Headers.ACCEPT, Headers.JSON, Headers.bearer(token)),
            Json.object(body)),
        shape);
  }

  private String masked(String text) {
    return text.replace(token.reveal(), Secret.MASK);
  }

  /** Names the host, and not the token. */
  @Override
  public String toString() {
    return "AppleLocation at " + addresses.base().getHost();
  }
}
