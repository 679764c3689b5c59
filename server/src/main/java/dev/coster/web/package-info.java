/** What the pages and the REST interface share. */
@NullMarked
package dev.coster.web;

import org.jspecify.annotations.NullMarked;
