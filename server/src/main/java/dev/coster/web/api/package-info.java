/**
 * Coster's REST interface, served: the interfaces of {@code dev.coster.api} on the base packages.
 */
@NullMarked
package dev.coster.web.api;

import org.jspecify.annotations.NullMarked;
