/**
 * The simulated service on the network: its HTTP front, the port that controls it, the thread that
 * lets time pass, and the carrier that delivers notifications by HTTPS.
 */
@NullMarked
package dev.coster.simulator.http;

import org.jspecify.annotations.NullMarked;
