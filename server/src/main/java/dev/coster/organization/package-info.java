/** Sites: the places an organization's devices and people belong to. */
@NullMarked
package dev.coster.organization;

import org.jspecify.annotations.NullMarked;
