package dev.coster.web;

import dev.coster.job.Job;
import dev.coster.people.Registrations;
import dev.coster.platform.Visibility;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whom a registration job is about. */
public final class JobPeople {

  private JobPeople() {}

  /** How many people it is about; none for other jobs. */
  public static int count(Job job) {
    return job.locationId() == null ? 0 : ids(job).size();
  }

  /** A part of them, with how they stand with Apple. */
  public static List<Registrations.Standing> of(
      Job job, Registrations registrations, Visibility visibility, long from, int limit) {
    Integer location = job.locationId();
    return location == null
        ? List.of()
        : registrations.among(
            visibility,
            location,
            ids(job).valueStream().skip(from).limit(limit).mapToInt(JsonNode::asInt).toArray());
  }

  private static JsonNode ids(Job job) {
    return job.wish().path("personIds");
  }
}
