/**
 * Where Apple calls us: notifications, authenticated in constant time, stored before they are
 * answered.
 */
@NullMarked
package dev.coster.web.apple;

import org.jspecify.annotations.NullMarked;
