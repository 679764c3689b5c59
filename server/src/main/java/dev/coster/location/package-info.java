/** Content tokens, locations, and the claim that we manage one. */
@NullMarked
package dev.coster.location;

import org.jspecify.annotations.NullMarked;
