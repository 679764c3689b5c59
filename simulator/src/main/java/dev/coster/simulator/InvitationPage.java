package dev.coster.simulator;

import java.util.Map;

/** The page behind an invitation: whoever opens it names an Apple Account and accepts. */
final class InvitationPage {
  static final String PATH = "/WebObjects/MZFinance.woa/wa/associateVPPUserWithITSAccount";
  private static final String HTML = "text/html;charset=UTF-8";

  private final World world;

  InvitationPage(World world) {
    this.world = world;
  }

  ServiceResponse answer(ServiceRequest request) {
    if (request.method().equals("POST")) {
      Map<String, String> form = ServiceRequest.decodeQuery(request.body());
      return accept(form.getOrDefault("inviteCode", ""), form.getOrDefault("account", ""));
    }
    String code = request.query().getOrDefault("inviteCode", "");
    return page(
        200,
        "<p>Your organization wants to give you apps and books.</p>"
            + "<form method='post' action='"
            + PATH
            + "'><input type='hidden' name='inviteCode' value='"
            + escape(code)
            + "'><label>Apple Account <input name='account' type='email' required></label> "
            + "<button>Accept</button></form>");
  }

  private ServiceResponse accept(String code, String account) {
    try {
      RegisteredUser user = Invitations.accept(world, code, account);
      return page(200, "<p>Accepted for " + escape(user.clientUserId) + ".</p>");
    } catch (PortalRefusal refusal) {
      return page(refusal.status(), "<p>" + escape(String.valueOf(refusal.getMessage())) + "</p>");
    }
  }

  private static ServiceResponse page(int status, String content) {
    return ServiceResponse.of(
        status,
        HTML,
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Invitation</title>"
            + "<body style='font-family:sans-serif;max-width:32em;margin:4em auto'>"
            + "<h1>Invitation (simulated)</h1>"
            + content
            + "</body></html>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
