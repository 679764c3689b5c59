/** Tests over all that the web offers. */
@NullMarked
package dev.coster.web;

import org.jspecify.annotations.NullMarked;
