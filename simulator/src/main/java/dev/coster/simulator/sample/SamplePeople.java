package dev.coster.simulator.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Invents people with names from many places and addresses in the school's domain. */
final class SamplePeople {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Amir", "Ana", "Ben", "Chloe", "Daniel", "Elena", "Emil", "Fatima", "Felix",
          "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jack", "Jana", "Kai", "Lena", "Leo", "Lin",
          "Maya", "Mei", "Milo", "Nadia", "Noah", "Nora", "Omar", "Oscar", "Pia", "Priya", "Rosa",
          "Sami", "Sofia", "Tariq", "Tess", "Theo", "Uma", "Vera", "Yusuf");
  private static final List<String> LAST =
      List.of(
          "Abara",
          "Becker",
          "Castillo",
          "Chen",
          "Dubois",
          "Evans",
          "Fischer",
          "Garcia",
          "Haddad",
          "Hughes",
          "Ivanova",
          "Jensen",
          "Kaplan",
          "Khan",
          "Kowalski",
          "Larsen",
          "Lopez",
          "Martin",
          "Mbeki",
          "Moreau",
          "Nakamura",
          "Nguyen",
          "Novak",
          "Okafor",
          "Olsen",
          "Patel",
          "Price",
          "Quinn",
          "Reyes",
          "Rossi",
          "Sato",
          "Schmidt",
          "Silva",
          "Singh",
          "Tanaka",
          "Tran",
          "Vasquez",
          "Walsh",
          "Weber",
          "Young");

  private final RandomGenerator random;
  private final String domain;
  private final Set<String> addresses = new HashSet<>();

  SamplePeople(RandomGenerator random, String domain) {
    this.random = random;
    this.domain = domain;
  }

  /** People of one school: one in ten is staff, the others are spread over classes. */
  List<SamplePerson> of(String uId, int count, int firstGrade, int grades) {
    List<SamplePerson> people = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String first = FIRST.get(random.nextInt(FIRST.size()));
      String last = LAST.get(random.nextInt(LAST.size()));
      int grade = firstGrade + n % grades;
      String group = n % 10 == 0 ? "Staff" : "Grade " + grade + (n % 2 == 0 ? "A" : "B");
      people.add(new SamplePerson(first + " " + last, address(first, last), group, uId));
    }
    return people;
  }

  private String address(String first, String last) {
    String base = (first + "." + last).toLowerCase(Locale.ROOT);
    String name = base;
    for (int number = 2; !addresses.add(name); number++) {
      name = base + number;
    }
    return name + "@" + domain;
  }
}
