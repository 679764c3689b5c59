/** Tests of the catalog. */
@NullMarked
package dev.coster.catalog;

import org.jspecify.annotations.NullMarked;
