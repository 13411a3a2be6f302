package org.folkmoot.office.internal.assemblies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.assembly.AssemblyPlan;
import org.folkmoot.constitution.Refused;
import org.folkmoot.office.internal.Account;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;

/** Planning an assembly, with the last day for notice shown for a day that is only considered. */
final class NewAssembly {
  private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})");

  private final Desk desk;

  NewAssembly(Desk desk) {
    this.desk = desk;
  }

  void answer(
      HttpServletRequest request, HttpServletResponse response, Assemblies here, boolean posted)
      throws IOException {
    if (!posted) {
      show(request, response, here, Form.blank().with("annual", "yes"), Optional.empty());
      return;
    }
    Words words = desk.words(request);
    Form form = Form.of(request);
    if (form.line("title").isEmpty()) {
      form.refuse("title", words.say("assemblies.new.title.missing"));
    }
    Optional<LocalDate> day = form.date("day");
    if (day.isEmpty()) {
      form.refuse("day", words.say("assemblies.new.day.missing"));
    }
    if (form.value("action").equals("days")) {
      // Only the days were asked for: what else is missing can wait.
      show(request, response, here, day.isPresent() ? unrefused(form) : form, day);
      return;
    }
    Optional<LocalTime> time = time(form.text("time"));
    if (time.isEmpty()) {
      form.refuse("time", words.say("assemblies.new.time.missing"));
    }
    if (form.line("place").isEmpty()) {
      form.refuse("place", words.say("assemblies.new.place.missing"));
    }
    List<String> agenda =
        form.text("agenda")
            .lines()
            .map(line -> line.replaceAll("\\p{Cc}+", " ").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    if (agenda.isEmpty()) {
      form.refuse("agenda", words.say("assemblies.new.agenda.missing"));
    }
    if (form.isFine()) {
      try {
        Assembly made =
            here.plan(
                new AssemblyPlan(
                    form.line("title"),
                    form.chosen("annual", "yes"),
                    day.get().atTime(time.get()),
                    form.line("place"),
                    agenda),
                Account.of(request).name());
        desk.say(request, words.say("assemblies.new.made", made.title()));
        SeeOther.to(response, Desk.path(request).to("assemblies", made.id()));
        return;
      } catch (Refused refused) {
        desk.refuse(request, form, "day", refused);
      }
    }
    show(request, response, here, form, day);
  }

  private static Form unrefused(Form form) {
    Form fine = Form.blank();
    for (String field :
        List.of("title", "annual", "day-day", "day-month", "day-year", "time", "place", "agenda")) {
      fine.with(field, form.values(field).toArray(String[]::new));
    }
    return fine;
  }

  private static Optional<LocalTime> time(String typed) {
    Matcher time = TIME.matcher(typed);
    if (!time.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty(); // 25:61 is no time; the caller says so beside the field
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Assemblies here,
      Form form,
      Optional<LocalDate> day)
      throws IOException {
    InstitutionPath path = Desk.path(request);
    Words words = desk.words(request);
    desk.page(request, "assemblies/new")
        .crumbs(List.of(new Link(words.say("assemblies.title"), path.to("assemblies"))))
        .form(form)
        .with("day", day)
        .with(
            "lastDays",
            day.map(meeting -> LastDay.of(here.lastDayForNotice(meeting), words)).orElse(List.of()))
        .with("clearDays", here.institution().constitution().pack().assembly().noticeClearDays())
        .send(response);
  }
}
