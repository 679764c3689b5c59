/**
 * Holders: identities of Apple's that can have licenses, linked to devices and persons or to
 * nobody.
 */
@NullMarked
package dev.coster.holder;

import org.jspecify.annotations.NullMarked;
