package org.folkmoot.register;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.NoticeKind;
import org.folkmoot.constitution.RequiredContent;
import org.folkmoot.notice.Addressee;
import org.folkmoot.notice.Fact;
import org.folkmoot.notice.NoticeForm;
import org.folkmoot.notice.PersonalLinks;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.notice.Service;

/** Keeps the notices it is given, and sends nothing. */
final class CollectedPost implements PostOffice, PersonalLinks {
  /** A notice as addressed to one person. */
  record Posted(NoticeKind kind, String form, Addressee to, Map<String, Fact> facts) {}

  record Link(String purpose, String holder, Instant expires) {}

  private record Opened(NoticeForm form, Institution institution, Map<String, Fact> facts) {}

  final List<Posted> posted = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  private final Map<String, Opened> open = new HashMap<>();

  @Override
  public String open(
      Institution institution,
      NoticeForm form,
      String concerning,
      Map<String, Fact> facts,
      String actor) {
    String id = "notice-" + open.size();
    open.put(id, new Opened(form, institution, facts));
    return id;
  }

  @Override
  public void address(String notice, Addressee addressee, Map<String, Fact> personal) {
    Opened opened = open.get(notice);
    Map<String, Fact> facts = new HashMap<>(opened.facts());
    facts.putAll(personal);
    List<String> required =
        opened
            .institution()
            .constitution()
            .pack()
            .required()
            .getOrDefault(opened.form().kind(), List.of())
            .stream()
            .map(RequiredContent::item)
            .toList();
    if (!facts.keySet().containsAll(required)) {
      throw new AssertionError("required " + required + ", given " + facts.keySet());
    }
    posted.add(new Posted(opened.form().kind(), opened.form().id(), addressee, facts));
  }

  @Override
  public Granted grant(
      Institution institution, String purpose, String holder, String concerning, Instant expires) {
    links.add(new Link(purpose, holder, expires));
    return new Granted(
        "link-" + links.size(),
        URI.create(institution.publicAddress() + "/i/oak/" + purpose + "/" + links.size()));
  }

  @Override
  public Optional<Holder> holder(String institution, String purpose, String token) {
    return Optional.empty();
  }

  @Override
  public void revoke(String institution, String purpose, String holder, String concerning) {
    links.removeIf(link -> link.purpose().equals(purpose) && link.holder().equals(holder));
  }

  @Override
  public Letter preview(
      Institution institution, NoticeForm form, Map<String, Fact> facts, Addressee addressee) {
    throw new UnsupportedOperationException("the register previews no letter");
  }

  @Override
  public List<Given> given(String institution, String concerning) {
    return List.of();
  }

  @Override
  public List<Service> proof(String notice) {
    return List.of();
  }

  @Override
  public List<Served> served(String institution, String reference) {
    return posted.stream()
        .filter(one -> one.to().reference().equals(reference))
        .map(
            one ->
                new Served(
                    one.kind(),
                    one.form(),
                    new Service(
                        one.form(),
                        reference,
                        one.to().name(),
                        "email",
                        Service.State.SENT,
                        Instant.EPOCH,
                        Optional.empty(),
                        "")))
        .toList();
  }

  @Override
  public void forget(String institution, String reference) {
    posted.replaceAll(
        one ->
            one.to().reference().equals(reference)
                ? new Posted(one.kind(), one.form(), nameless(one.to()), one.facts())
                : one);
  }

  private static Addressee nameless(Addressee to) {
    return new Addressee(to.reference(), "-", to.email(), to.postalAddress(), to.language());
  }

  @Override
  public Progress progress(String institution) {
    return new Progress(0, posted.size(), 0, 0);
  }
}
