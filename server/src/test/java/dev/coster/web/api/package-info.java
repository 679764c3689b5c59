/** Tests of the REST interface, over HTTP. */
@NullMarked
package dev.coster.web.api;

import org.jspecify.annotations.NullMarked;
