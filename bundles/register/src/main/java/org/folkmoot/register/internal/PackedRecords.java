package org.folkmoot.register.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.records.Affiliation;
import org.folkmoot.records.ChangeSet;
import org.folkmoot.records.PersonRecord;
import org.folkmoot.records.PersonRecord.Contact;
import org.folkmoot.records.PersonRecord.Flag;
import org.folkmoot.records.PersonRecord.Identifier;
import org.folkmoot.records.PersonRecord.PersonName;
import org.folkmoot.records.PersonRecord.PostalAddress;

/** Records as bytes, while they wait to be applied. A delivery begins with the form's version. */
final class PackedRecords {
  private static final int VERSION = 1;

  private PackedRecords() {}

  /** Tells a record from what it was by one hash over its bytes. */
  static final class Hashing {
    private final Bytes bytes = new Bytes();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final int begin;

    /** A record is hashed together with what else decides how it is taken in. */
    Hashing(String with) {
      try {
        string(out, with);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.begin = bytes.size();
    }

    String hash(PersonRecord person) {
      bytes.shorten(begin);
      try {
        write(out, person);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // The last eight bytes say when the host changed it, which alone changes nothing.
      return Fingerprint.of(bytes.array(), bytes.size() - Long.BYTES);
    }

    /** Hands on the bytes of the record hashed last. */
    void to(Spool spool) {
      spool.add(bytes.array(), begin, bytes.size() - begin);
    }
  }

  private static final class Bytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }

    void shorten(int length) {
      count = length;
    }
  }

  /** What a host pushed in one delivery. */
  record Delivery(List<PersonRecord> upserts, List<String> removed, List<ChangeSet.Merge> merges) {}

  static byte[] packed(Delivery delivery) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(delivery.upserts().size());
      for (PersonRecord person : delivery.upserts()) {
        write(out, person);
      }
      strings(out, delivery.removed());
      out.writeInt(delivery.merges().size());
      for (ChangeSet.Merge merge : delivery.merges()) {
        string(out, merge.survivor());
        string(out, merge.retired());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Delivery unpacked(byte[] packed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "the delivery was kept by a newer version of the software (form " + version + ")");
      }
      List<PersonRecord> upserts = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        upserts.add(read(in));
      }
      List<String> removed = strings(in);
      List<ChangeSet.Merge> merges = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        merges.add(new ChangeSet.Merge(string(in), string(in)));
      }
      return new Delivery(upserts, removed, merges);
    } catch (IOException e) {
      throw new UncheckedIOException("a delivery kept in the database is damaged", e);
    }
  }

  static void write(DataOutputStream out, PersonRecord person) throws IOException {
    string(out, person.key());
    string(out, person.name().given());
    string(out, person.name().family());
    day(out, person.dateOfBirth());
    out.writeShort(person.identifiers().size());
    for (Identifier identifier : person.identifiers()) {
      string(out, identifier.system());
      string(out, identifier.value());
      out.writeBoolean(identifier.verified());
    }
    out.writeShort(person.addresses().size());
    for (PostalAddress address : person.addresses()) {
      strings(out, address.lines());
      string(out, address.postcode());
    }
    out.writeShort(person.contacts().size());
    for (Contact contact : person.contacts()) {
      string(out, contact.kind().name());
      string(out, contact.value());
    }
    out.writeShort(person.affiliations().size());
    for (Affiliation affiliation : person.affiliations()) {
      write(out, affiliation);
    }
    out.writeShort(person.flags().size());
    for (Flag flag : sorted(person.flags())) {
      string(out, flag.name());
    }
    out.writeLong(person.changed().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
  }

  private static Set<Flag> sorted(Set<Flag> flags) {
    return flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
  }

  private static void write(DataOutputStream out, Affiliation affiliation) throws IOException {
    string(out, affiliation.kind());
    optional(out, affiliation.of());
    optional(out, affiliation.organisation());
    day(out, affiliation.from());
    day(out, affiliation.to());
    Map<String, String> attributes = affiliation.attributes();
    out.writeShort(attributes.size());
    for (var attribute : attributes.size() > 1 ? sorted(attributes) : attributes.entrySet()) {
      string(out, attribute.getKey());
      string(out, attribute.getValue());
    }
  }

  /** The same record gives the same bytes, whatever order a map of this Java has. */
  private static Set<Map.Entry<String, String>> sorted(Map<String, String> attributes) {
    return new TreeMap<>(attributes).entrySet();
  }

  static PersonRecord read(DataInputStream in) throws IOException {
    String key = string(in);
    PersonName name = new PersonName(string(in), string(in));
    Optional<LocalDate> born = day(in);
    List<Identifier> identifiers = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      identifiers.add(new Identifier(string(in), string(in), in.readBoolean()));
    }
    List<PostalAddress> addresses = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      addresses.add(new PostalAddress(strings(in), string(in)));
    }
    List<Contact> contacts = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      contacts.add(new Contact(Contact.Kind.valueOf(string(in)), string(in)));
    }
    List<Affiliation> affiliations = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      affiliations.add(affiliation(in));
    }
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      flags.add(Flag.valueOf(string(in)));
    }
    long changed = in.readLong();
    return new PersonRecord(
        key,
        identifiers,
        name,
        born,
        addresses,
        contacts,
        affiliations,
        flags,
        changed == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(changed)));
  }

  private static Affiliation affiliation(DataInputStream in) throws IOException {
    String kind = string(in);
    Optional<String> of = optional(in);
    Optional<String> organisation = optional(in);
    Optional<LocalDate> from = day(in);
    Optional<LocalDate> to = day(in);
    Map<String, String> attributes = new HashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      attributes.put(string(in), string(in));
    }
    return new Affiliation(kind, of, organisation, from, to, attributes);
  }

  private static void day(DataOutputStream out, Optional<LocalDate> day) throws IOException {
    out.writeLong(day.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE));
  }

  private static Optional<LocalDate> day(DataInputStream in) throws IOException {
    long day = in.readLong();
    return day == Long.MIN_VALUE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  private static void optional(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      string(out, text.get());
    }
  }

  private static Optional<String> optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(string(in)) : Optional.empty();
  }

  private static void strings(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      string(out, text);
    }
  }

  private static List<String> strings(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(string(in));
    }
    return texts;
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String string(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
