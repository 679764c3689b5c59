package dev.coster.web.api;

import dev.coster.api.AccountApi;
import dev.coster.api.PageOf;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.ApiTokens;
import dev.coster.security.ApiTokens.ApiToken;
import dev.coster.security.ApiTokens.Issued;
import dev.coster.security.Open;
import dev.coster.security.Permission;
import dev.coster.security.SignIns;
import dev.coster.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link AccountApi}. */
@RestController
final class AccountController implements AccountApi {

  /** A forgotten token on a laptop shall not open the server for ever. */
  private static final Duration VALID_FOR = Duration.ofDays(365);

  private final SignIns signIns;
  private final ApiTokens tokens;
  private final Transactions transactions;

  /** A proxy of the request that is being answered. */
  private final HttpServletRequest request;

  AccountController(
      SignIns signIns, ApiTokens tokens, Transactions transactions, HttpServletRequest request) {
    this.signIns = signIns;
    this.tokens = tokens;
    this.transactions = transactions;
    this.request = request;
  }

  @Override
  @Open("mail address and password are the proof, and attempts are limited")
  public IssuedToken issue(Credentials credentials) {
    SignedIn who =
        signIns.signIn(credentials.email(), credentials.password(), request.getRemoteAddr());
    Issued issued =
        transactions.call(() ->
            tokens.issue(who.administratorId(), credentials.tokenName(), VALID_FOR, who.actor()));
    return new IssuedToken(issued.id(), issued.token(), issued.expiresAt());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<TokenInfo> tokens() {
    return new PageOf<>(
        tokens.list(Caller.signedIn().administratorId()).stream()
            .map(AccountController::info)
            .toList(),
        null);
  }

  @Override
  @Allowed(Permission.VIEW)
  public TokenInfo revoke(UUID id) {
    SignedIn me = Caller.signedIn();
    return info(transactions.call(() -> tokens.revoke(me.administratorId(), id, me.actor())));
  }

  @Override
  @Allowed(Permission.VIEW)
  public Me me() {
    SignedIn me = Caller.signedIn();
    return new Me(
        me.actor().name(),
        me.email(),
        me.role().name(),
        me.permissions().stream().sorted(Comparator.naturalOrder()).map(Enum::name).toList());
  }

  private static TokenInfo info(ApiToken token) {
    return new TokenInfo(
        token.id(),
        token.name(),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        token.revokedAt());
  }
}
