package org.folkmoot.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servlet that names no door answers at both: at the office's too, from the internet. */
class WhiteboardTest {
  @TempDir Path folder;

  @Test
  void everythingOfOursThatIsServedNamesItsDoor() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path jar : Shipped.rooms().values()) {
      faults.addAll(Whiteboard.withoutDoor(jar));
    }
    assertThat(faults).as("components without osgi.http.whiteboard.target").isEmpty();
  }

  @Test
  void aServletWithoutADoorIsFound() throws IOException {
    Path jar = jar("<property name=\"osgi.http.whiteboard.servlet.pattern\">/i/*\n</property>");
    assertThat(Whiteboard.withoutDoor(jar)).containsExactly("page");
    assertThat(Whiteboard.served(jar)).isEqualTo(1);
  }

  @Test
  void aServletWithATargetThatIsNoDoorIsFound() throws IOException {
    Path jar =
        jar(
            "<property name=\"osgi.http.whiteboard.filter.pattern\" value=\"/*\"/>"
                + "<property name=\"osgi.http.whiteboard.target\" value=\"(dor=member)\"/>");
    assertThat(Whiteboard.withoutDoor(jar)).containsExactly("page");
  }

  @Test
  void aServletAtOneDoorAndAComponentThatIsNotServedAreNot() throws IOException {
    Path jar =
        jar(
            "<property name=\"osgi.http.whiteboard.servlet.pattern\" value=\"/i/*\"/>"
                + "<property name=\"osgi.http.whiteboard.target\" value=\"(door=member)\"/>");
    assertThat(Whiteboard.withoutDoor(jar)).isEmpty();
    assertThat(Whiteboard.withoutDoor(jar("<property name=\"institution\" value=\"oak\"/>")))
        .isEmpty();
  }

  private Path jar(String properties) throws IOException {
    Path file = folder.resolve("one.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new JarEntry("OSGI-INF/page.xml"));
      jar.write(("<component name=\"page\">" + properties + "</component>").getBytes(UTF_8));
    }
    return file;
  }
}
