package dev.coster.security;

/** Signing in by mail address and password, for the form and for the REST interface. */
public interface SignIns {

  /** Code of a refusal: address or password is wrong, or the administrator is disabled. */
  String WRONG = "signin.wrong";

  /** Code of a refusal: too many failures; nothing was looked at. */
  String LOCKED = "signin.locked";

  /**
   * Checks a password. Takes equally long whether the account exists or not. To be called without a
   * transaction.
   *
   * @param address where the request comes from, for the limit per address
   * @throws dev.coster.platform.Problem {@link #WRONG} or {@link #LOCKED}; the latter says in how
   *     many minutes to try again
   */
  SignedIn signIn(String email, String password, String address);
}
