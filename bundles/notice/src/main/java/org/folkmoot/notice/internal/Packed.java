package org.folkmoot.notice.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.constitution.Label;
import org.folkmoot.notice.Fact;

/** Facts as bytes, for the database. The first byte is the version of the form. */
final class Packed {
  private static final int VERSION = 1;

  private Packed() {}

  static byte[] facts(Map<String, Fact> facts, List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(facts.size());
      for (var entry : new TreeMap<>(facts).entrySet()) {
        string(out, entry.getKey());
        fact(out, entry.getValue());
      }
      strings(out, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #facts(Map, List)} packed. */
  record Unpacked(Map<String, Fact> facts, List<String> lines) {}

  static Unpacked unpack(byte[] packed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "facts were kept by a newer version of the software (form " + version + ")");
      }
      Map<String, Fact> facts = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        facts.put(string(in), fact(in));
      }
      return new Unpacked(facts, strings(in));
    } catch (IOException e) {
      throw new UncheckedIOException("facts kept in the database are damaged", e);
    }
  }

  private static void fact(DataOutputStream out, Fact fact) throws IOException {
    if (fact instanceof Fact.Text text) {
      out.writeByte('t');
      string(out, text.value());
    } else if (fact instanceof Fact.Words words) {
      out.writeByte('w');
      string(out, words.label().en());
      string(out, words.label().cy());
    } else if (fact instanceof Fact.Day day) {
      out.writeByte('d');
      out.writeLong(day.day().toEpochDay());
    } else if (fact instanceof Fact.Moment moment) {
      out.writeByte('m');
      out.writeLong(moment.moment().toInstant().toEpochMilli());
      string(out, moment.moment().getZone().getId());
    } else if (fact instanceof Fact.Items items) {
      out.writeByte('i');
      strings(out, items.items());
    } else if (fact instanceof Fact.Link link) {
      out.writeByte('l');
      string(out, link.address().toString());
    } else {
      throw new IllegalStateException("a kind of fact that cannot be kept: " + fact.getClass());
    }
  }

  private static Fact fact(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 't' -> new Fact.Text(string(in));
      case 'w' -> new Fact.Words(new Label(string(in), string(in)));
      case 'd' -> new Fact.Day(LocalDate.ofEpochDay(in.readLong()));
      case 'm' ->
          new Fact.Moment(
              ZonedDateTime.ofInstant(Instant.ofEpochMilli(in.readLong()), ZoneId.of(string(in))));
      case 'i' -> new Fact.Items(strings(in));
      case 'l' -> new Fact.Link(URI.create(string(in)));
      default -> throw new IOException("unknown kind of fact " + kind);
    };
  }

  private static void strings(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      string(out, value);
    }
  }

  private static List<String> strings(DataInputStream in) throws IOException {
    List<String> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(string(in));
    }
    return values;
  }

  private static void string(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String string(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
