package org.folkmoot.integration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What bundles put on the HTTP whiteboard, and at which door. */
final class Whiteboard {
  /** Whatever has one of these is served, and on every door unless it says which. */
  static final Set<String> SERVED =
      Set.of(
          "osgi.http.whiteboard.servlet.pattern",
          "osgi.http.whiteboard.servlet.name",
          "osgi.http.whiteboard.servlet.errorPage",
          "osgi.http.whiteboard.filter.pattern",
          "osgi.http.whiteboard.filter.regex",
          "osgi.http.whiteboard.filter.servlet",
          "osgi.http.whiteboard.resource.pattern",
          "osgi.http.whiteboard.listener",
          "osgi.http.whiteboard.context.name",
          "osgi.http.whiteboard.preprocessor");

  static final String TARGET = "osgi.http.whiteboard.target";
  static final Set<String> DOORS = Set.of("(door=member)", "(door=office)");

  private Whiteboard() {}

  /** The components of a bundle that are served but do not say at which door. */
  static List<String> withoutDoor(Path bundle) throws IOException {
    List<String> found = new ArrayList<>();
    try (JarFile jar = new JarFile(bundle.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/[^/]*\\.xml")) {
          try (InputStream xml = jar.getInputStream(entry)) {
            Element component = parse(xml);
            var properties = properties(component);
            if (properties.keySet().stream().anyMatch(SERVED::contains)
                && !DOORS.contains(properties.getOrDefault(TARGET, ""))) {
              found.add(component.getAttribute("name"));
            }
          }
        }
      }
    }
    return found;
  }

  /** How many components of a bundle are served at all. */
  static long served(Path bundle) throws IOException {
    long count = 0;
    try (JarFile jar = new JarFile(bundle.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/[^/]*\\.xml")) {
          try (InputStream xml = jar.getInputStream(entry)) {
            count += properties(parse(xml)).keySet().stream().anyMatch(SERVED::contains) ? 1 : 0;
          }
        }
      }
    }
    return count;
  }

  private static TreeMap<String, String> properties(Element component) {
    TreeMap<String, String> properties = new TreeMap<>();
    NodeList all = component.getElementsByTagName("property");
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      properties.put(
          one.getAttribute("name"),
          one.hasAttribute("value") ? one.getAttribute("value") : one.getTextContent().strip());
    }
    return properties;
  }

  private static Element parse(InputStream xml) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(xml)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }
}
