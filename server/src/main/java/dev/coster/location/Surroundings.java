package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.job.Jobs;
import dev.coster.platform.Ids;
import dev.coster.platform.SecretBox;
import java.time.InstantSource;

/** What the parts of this package use of others. */
record Surroundings(Audit audit, Jobs jobs, SecretBox secrets, Ids ids, InstantSource clock) {}
