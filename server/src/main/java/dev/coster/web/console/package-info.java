/**
 * The console: pages for administrators, rendered by precompiled JTE templates (src/main/jte) from
 * view records that only pages use. Every page is a full page first; htmx fetches the same page or
 * a fragment of it. Nothing is loaded from elsewhere, and no page calls Apple.
 */
@NullMarked
package dev.coster.web.console;

import org.jspecify.annotations.NullMarked;
