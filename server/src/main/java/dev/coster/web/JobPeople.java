package dev.coster.web;

import dev.coster.job.Job;
import dev.coster.people.Registrations;
import dev.coster.platform.Visibility;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whom a registration job is about. */
public final class JobPeople {

  /** As many as a page holds. */
  private static final int MOST = 200;

  private JobPeople() {}

  /** The first of them, with how they stand with Apple; none for other jobs. */
  public static List<Registrations.Standing> of(
      Job job, Registrations registrations, Visibility visibility) {
    Integer location = job.locationId();
    JsonNode ids = job.wish().path("personIds");
    return location == null || !ids.isArray()
        ? List.of()
        : registrations.among(
            visibility,
            location,
            ids.valueStream().limit(MOST).mapToInt(JsonNode::asInt).toArray());
  }
}
