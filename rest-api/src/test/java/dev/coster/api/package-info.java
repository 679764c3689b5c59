/** Tests of what is told of the REST interface. */
@NullMarked
package dev.coster.api;

import org.jspecify.annotations.NullMarked;
