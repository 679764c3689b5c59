/**
 * Coster's own REST interface under {@code /api/v1}: annotated interfaces and records, shared by
 * the server (which serves them) and the command line (which calls them by proxy). No Spring in
 * here. Errors are RFC 9457 problems ({@link dev.coster.api.ProblemDetail}); lists are paged by
 * opaque cursors; long work answers with a {@link dev.coster.api.JobView}.
 */
@NullMarked
package dev.coster.api;

import org.jspecify.annotations.NullMarked;
