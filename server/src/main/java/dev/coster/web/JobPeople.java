package dev.coster.web;

import dev.coster.distribution.Distribution;
import dev.coster.job.Job;
import dev.coster.people.Registrations;
import dev.coster.platform.Visibility;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The people of a job: whom a registration is about, or until whose registration a job waits before
 * it can give them anything. Thread-safe.
 */
public final class JobPeople {

  private final Registrations registrations;
  private final Distribution distribution;

  JobPeople(Registrations registrations, Distribution distribution) {
    this.registrations = registrations;
    this.distribution = distribution;
  }

  /**
   * A part of them.
   *
   * @param all how many there are
   */
  public record Some(List<Registrations.Standing> people, int all) {}

  /** A part of them, with how they stand with Apple. */
  public Some of(Job job, Visibility visibility, long from, int limit) {
    Integer location = job.locationId();
    if (location == null) {
      return new Some(List.of(), 0);
    }
    int[] ids = Distribution.isOf(job) ? distribution.waitingFor(visibility, job.id()) : named(job);
    int[] some = Arrays.stream(ids).skip(from).limit(limit).toArray();
    return new Some(registrations.among(visibility, location, some), ids.length);
  }

  private static int[] named(Job job) {
    return job.wish().path("personIds").valueStream().mapToInt(JsonNode::asInt).toArray();
  }
}
