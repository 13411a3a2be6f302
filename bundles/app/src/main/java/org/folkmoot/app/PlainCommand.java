package org.folkmoot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A word whose work is plain Java in a bundle's jar, done without a framework.
 *
 * @param jars the symbolic names of the bundles whose jars it needs
 * @param className a class with {@code public static int run(String[], PrintStream, PrintStream)}
 */
record PlainCommand(
    String name, String summary, List<String> usage, List<String> jars, String className)
    implements Word {

  @Override
  public int run(Path home, List<String> arguments, PrintStream out, PrintStream err) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(home), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      return (int)
          loader
              .loadClass(className)
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
              .invoke(null, arguments.toArray(new String[0]), out, err);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      err.println("folkmoot %s: %s".formatted(name, e.getCause()));
      return Folkmoot.FAILED;
    } catch (IOException | ReflectiveOperationException e) {
      err.println(
          "folkmoot %s: its bundle in %s is missing or damaged (%s)"
              .formatted(name, home.resolve("bundle"), e));
      return Folkmoot.FAILED;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private URL[] classPath(Path home) throws IOException {
    List<URL> found = new ArrayList<>();
    for (String jar : jars) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(home.resolve("bundle"), jar + "-[0-9]*.jar")) {
        for (Path file : files) {
          found.add(file.toUri().toURL());
        }
      }
    }
    return found.toArray(new URL[0]);
  }
}
