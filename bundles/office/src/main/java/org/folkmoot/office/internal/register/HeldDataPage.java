package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.election.Election;
import org.folkmoot.election.Elections;
import org.folkmoot.election.ElectoralRoll;
import org.folkmoot.election.Nomination;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.page.Row;
import org.folkmoot.register.DataRights.Holding;
import org.folkmoot.register.DataRights.Part;
import org.folkmoot.register.Reviews;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Everything held about one person: a page to print and a file a machine can read. */
@Component
public final class HeldDataPage implements OfficePage {
  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public HeldDataPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  /** One part as the page shows it: each entry a list of questions and answers. */
  public record Shown(String title, List<List<Row>> entries) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("members", "*", "held-data")
        || path.matches("members", "*", "held-data.json");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    call.getOnly();
    String person = call.path().segment(1);
    Holding holding =
        rooms.rights().on(call.path()).holding(person).orElseThrow(Problem.NOT_FOUND::found);
    List<Part> parts = new ArrayList<>(holding.parts());
    parts.add(pairs(call, person));
    parts.add(elections(call, person));
    if (call.path().segment(2).endsWith(".json")) {
      download(call, holding, parts);
    } else {
      show(call, holding, parts);
    }
  }

  /** Which records were compared; of the other side only what the person's own record shares. */
  private Part pairs(Call call, String person) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (Reviews.Pair pair :
        rooms
            .reviews()
            .of(call.path().institution())
            .map(reviews -> reviews.pairsOf(person))
            .orElse(List.of())) {
      Map<String, String> entry = new LinkedHashMap<>();
      Reviews.Side own = pair.left().person().equals(person) ? pair.left() : pair.right();
      entry.put("source", own.source());
      entry.put("key", own.key());
      entry.put("standing", pair.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      entry.put("since", pair.since().toString());
      entry.put("by", pair.decidedBy().orElse(""));
      entries.add(entry);
    }
    return new Part("compared", entries);
  }

  private Part elections(Call call, String person) {
    List<Map<String, String>> entries = new ArrayList<>();
    Optional<Elections> on = desk.elections().of(call.path().institution());
    if (on.isPresent()) {
      for (Election election : on.get().all()) {
        on.get()
            .roll(election.id())
            .flatMap(
                roll -> roll.entries().stream().filter(e -> e.member().equals(person)).findAny())
            .ifPresent(entry -> entries.add(onRoll(election, entry)));
        for (Nomination nomination : on.get().nominations(election.id())) {
          if (nomination.paper().member().filter(person::equals).isPresent()) {
            entries.add(nominated(election, nomination));
          }
        }
      }
    }
    return new Part("elections", entries);
  }

  private static Map<String, String> onRoll(Election election, ElectoralRoll.Entry entry) {
    Map<String, String> held = new LinkedHashMap<>();
    held.put("election", election.title());
    held.put("name", entry.name());
    held.put("constituency", entry.constituency().word());
    held.put("reason", entry.reason().en());
    return held;
  }

  private static Map<String, String> nominated(Election election, Nomination nomination) {
    Map<String, String> held = new LinkedHashMap<>();
    held.put("election", election.title());
    held.put("name", nomination.paper().nameOnPaper());
    held.put("statement", nomination.paper().statement());
    held.put("interests", nomination.paper().interests());
    held.put("signed-by", nomination.paper().signedBy());
    return held;
  }

  private void show(Call call, Holding holding, List<Part> parts) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Part part : parts) {
      List<List<Row>> entries = new ArrayList<>();
      for (Map<String, String> entry : part.entries()) {
        List<Row> rows = new ArrayList<>();
        entry.forEach(
            (field, value) -> {
              if (!value.isEmpty()) {
                rows.add(new Row(call.say("data.field." + field), value.lines().toList()));
              }
            });
        entries.add(rows);
      }
      shown.add(new Shown(call.say("data.part." + part.name()), entries));
    }
    String person = holding.person();
    call.page("held-data")
        .back(call.path().to("members", person))
        .with("name", call.name(name(parts)))
        .with("at", holding.at())
        .with("parts", shown)
        .with("json", call.path().to("members", person, "held-data.json"))
        .send(call.response());
  }

  private static String name(List<Part> parts) {
    Map<String, String> first = parts.get(0).entries().get(0);
    return (first.getOrDefault("given-name", "") + " " + first.getOrDefault("family-name", ""))
        .strip();
  }

  private static void download(Call call, Holding holding, List<Part> parts) throws IOException {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("institution", call.path().institution());
    whole.put("person", holding.person());
    whole.put("at", holding.at().toString());
    parts.forEach(part -> whole.put(part.name(), part.entries()));
    HttpServletResponse response = call.response();
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"held-data-" + holding.person() + ".json\"");
    response.getWriter().write(Json.written(whole));
  }
}
