package org.folkmoot.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts flow downstream, imports point upstream; see docs/architecture.md. Read from the jars. */
class ArchitectureTest {
  private static final Map<String, JavaClasses> BY_JAR = new TreeMap<>();
  private static JavaClasses ours;

  @BeforeAll
  static void read() throws IOException {
    Map<String, Path> jars = new TreeMap<>(Shipped.rooms());
    try (var lib =
        java.nio.file.Files.newDirectoryStream(
            Shipped.home().resolve("lib"), "org.folkmoot.app-*.jar")) {
      jars.put("app", lib.iterator().next());
    }
    // A bundle may embed what is no bundle; that is not ours to order.
    ClassFileImporter importer =
        new ClassFileImporter().withImportOption(location -> location.contains("org/folkmoot/"));
    List<JarFile> all = new ArrayList<>();
    try {
      for (Map.Entry<String, Path> each : jars.entrySet()) {
        JarFile jar = new JarFile(each.getValue().toFile());
        all.add(jar);
        BY_JAR.put(each.getKey(), importer.importJar(jar));
      }
      ours = importer.importJars(all);
    } finally {
      for (JarFile jar : all) {
        jar.close();
      }
    }
  }

  @Test
  void everyRoomOfTheTableIsThereWithClassesUnlessItIsStillToCome() {
    Set<String> built = new TreeSet<>(Rooms.all());
    built.removeAll(Rooms.TO_COME);
    assertThat(BY_JAR.keySet()).as("rooms that ship").isEqualTo(built);
    for (String room : built) {
      assertThat(
              BY_JAR.get(room).stream()
                  .filter(c -> !c.getSimpleName().equals("package-info"))
                  .filter(c -> c.getPackageName().startsWith("org.folkmoot." + room)))
          .as("classes of org.folkmoot.%s", room)
          .isNotEmpty();
    }
  }

  @Test
  void everyClassIsInThePackageOfItsRoom() {
    BY_JAR.forEach(
        (room, classes) ->
            assertThat(classes)
                .allSatisfy(
                    c -> assertThat(Rooms.of(c.getPackageName())).as(c.getName()).hasValue(room)));
  }

  @Test
  void roomsImportWhatTheTableAllows() {
    classes().should(importOnlyWhatTheTableAllows()).check(ours);
  }

  @Test
  void nobodyImportsAnAdapterOrACarrier() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.folkmoot.adapter..", "org.folkmoot.carrier..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.folkmoot.adapter..", "org.folkmoot.carrier..")
        .check(ours);
    assertThat(Rooms.all().stream().flatMap(room -> Rooms.mayImport(room).stream()))
        .noneMatch(room -> room.matches("(adapter|carrier)\\..*"));
  }

  @Test
  void roomsHaveNoCycles() {
    slices().assignedFrom(new ByRoom()).should().beFreeOfCycles().check(ours);
  }

  @Test
  void theTableItselfHasNoCycles() {
    Set<String> placed = new HashSet<>();
    while (placed.size() < Rooms.all().size()) {
      List<String> next =
          Rooms.all().stream()
              .filter(room -> !placed.contains(room))
              .filter(room -> placed.containsAll(Rooms.mayImport(room)))
              .toList();
      assertThat(next).as("rooms that need only %s", placed).isNotEmpty();
      placed.addAll(next);
    }
  }

  @Test
  void nobodyUsesTheInternalsOfAnotherRoom() {
    classes().should(leaveForeignInternalsAlone()).check(ours);
  }

  @Test
  void theCountNeedsNothingButJavaAndKnowsNoChanceAndNoTime() {
    classes()
        .that()
        .resideInAPackage("org.folkmoot.count..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.folkmoot.count..",
            "org.osgi.annotation.bundle",
            "org.osgi.annotation.versioning")
        .check(ours);
    noClasses()
        .that()
        .resideInAPackage("org.folkmoot.count..")
        .and() // the command draws lots when asked to, and says from which seed
        .resideOutsideOfPackage("org.folkmoot.count.command..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.(util\\.(Random|concurrent\\.ThreadLocalRandom)|security\\.SecureRandom|time\\.Clock)")
        .check(ours);
  }

  @Test
  void nobodyReadsTheComputersClock() {
    classes()
        .that()
        .resideOutsideOfPackage("org.folkmoot.app..")
        .should(takeTimeFromAClock())
        .check(ours);
  }

  private static ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
    return new ArchCondition<>("import only what the table allows") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        // One line for each class and room: the first dependency is enough to find the rest.
        Map<String, Dependency> first = new TreeMap<>();
        foreign(from).sorted().forEach(d -> first.putIfAbsent(roomOf(d.getTargetClass()), d));
        first.keySet().removeAll(Rooms.mayImport(roomOf(from)));
        first.forEach(
            (room, d) ->
                events.add(
                    SimpleConditionEvent.violated(
                        d, "%s imports %s: %s".formatted(roomOf(from), room, d.getDescription()))));
      }
    };
  }

  private static ArchCondition<JavaClass> leaveForeignInternalsAlone() {
    return new ArchCondition<>("leave the internals of other rooms alone") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        foreign(from)
            .filter(d -> (d.getTargetClass().getPackageName() + ".").contains(".internal."))
            .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
      }
    };
  }

  /** House style 5: time is an argument, or comes from the Clock service. */
  private static ArchCondition<JavaClass> takeTimeFromAClock() {
    return new ArchCondition<>("take the time from a Clock") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (JavaMethodCall call : from.getMethodCallsFromSelf()) {
          String owner = call.getTargetOwner().getName();
          boolean now =
              owner.startsWith("java.time.")
                  && call.getName().equals("now")
                  && call.getTarget().getRawParameterTypes().stream()
                      .noneMatch(p -> p.getName().equals("java.time.Clock"));
          if (now
              || (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"))) {
            events.add(SimpleConditionEvent.violated(call, call.getDescription()));
          }
        }
      }
    };
  }

  private static Stream<Dependency> foreign(JavaClass from) {
    return from.getDirectDependenciesFromSelf().stream()
        .filter(d -> d.getTargetClass().getPackageName().startsWith("org.folkmoot."))
        .filter(d -> !roomOf(d.getTargetClass()).equals(roomOf(from)));
  }

  private static String roomOf(JavaClass c) {
    return Rooms.of(c.getPackageName()).orElse("(none: " + c.getPackageName() + ")");
  }

  private static final class ByRoom implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass c) {
      return Rooms.of(c.getPackageName())
          .map(SliceIdentifier::of)
          .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }
}
