package org.folkmoot.page.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The style sheet, the mark and the scripts. Each is served under a name that holds its own hash,
 * so a browser may keep it for a year and still never shows an old one.
 */
public final class Assets {
  /** One file as it is served. */
  record Asset(String path, String type, byte[] bytes) {}

  private static final Map<String, Asset> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, Asset> BY_PATH = new LinkedHashMap<>();

  static {
    add("folkmoot.css", "text/css;charset=UTF-8");
    add("mark.svg", "image/svg+xml");
    add("ranking.js", "text/javascript;charset=UTF-8");
  }

  private Assets() {}

  /** The link to a file of this bundle's {@code assets} folder. */
  public static String href(String name) {
    Asset asset = BY_NAME.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("asset: there is no " + name);
    }
    return asset.path();
  }

  static Optional<Asset> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  private static void add(String name, String type) {
    try (InputStream stream = Assets.class.getResourceAsStream("/assets/" + name)) {
      byte[] bytes = stream.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String hash = HexFormat.of().formatHex(digest, 0, 5);
      int dot = name.lastIndexOf('.');
      String path = "/assets/" + name.substring(0, dot) + "-" + hash + name.substring(dot);
      Asset asset = new Asset(path, type, bytes);
      BY_NAME.put(name, asset);
      BY_PATH.put(path, asset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
