/** Sign-in, roles, permissions, API tokens. */
@NullMarked
package dev.coster.security;

import org.jspecify.annotations.NullMarked;
