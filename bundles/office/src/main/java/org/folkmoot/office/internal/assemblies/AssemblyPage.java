package org.folkmoot.office.internal.assemblies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.office.internal.Account;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.DateWords;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Problem;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.register.RegisterOfMembers;

/** One assembly: when and where, the last days for notice, and giving it. */
final class AssemblyPage {
  private final Desk desk;
  private final Clock clock;

  AssemblyPage(Desk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** The assembly that the address names. */
  static Assembly of(HttpServletRequest request, Assemblies here) {
    return here.assembly(Desk.path(request).segment(1)).orElseThrow(Problem.NOT_FOUND::found);
  }

  void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Assemblies here,
      RegisterOfMembers register)
      throws IOException {
    show(request, response, here, register, Form.blank());
  }

  void giveNotice(
      HttpServletRequest request,
      HttpServletResponse response,
      Assemblies here,
      RegisterOfMembers register)
      throws IOException {
    Form form = Form.of(request);
    Words words = desk.words(request);
    String id = of(request, here).id();
    if (!form.chosen("confirm", "yes")) {
      form.refuse("confirm", words.say("assemblies.confirm.missing"));
    } else {
      try {
        here.giveNotice(id, Account.of(request).name());
        desk.say(
            request,
            words.plural("assemblies.notice.given", here.proofOfService(id).size()));
        SeeOther.to(response, Desk.path(request).to("assemblies", id));
        return;
      } catch (Refused refused) {
        desk.refuse(request, form, "confirm", refused);
      }
    }
    show(request, response, here, register, form);
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Assemblies here,
      RegisterOfMembers register,
      Form form)
      throws IOException {
    InstitutionPath path = Desk.path(request);
    Words words = desk.words(request);
    Assembly assembly = of(request, here);
    int[] people = new int[2];
    if (assembly.noticeGiven().isEmpty()) {
      register.eachMember(
          member -> {
            people[0]++;
            if (member.email().isEmpty()) {
              people[1]++;
            }
          });
    }
    LocalDate today = clock.instant().atZone(DateWords.ZONE).toLocalDate();
    LocalDate last = assembly.lastDayForNotice().get(VotingMethod.EMAIL);
    desk.page(request, "assemblies/assembly")
        .crumbs(List.of(new Link(words.say("assemblies.title"), path.to("assemblies"))))
        .form(form)
        .with("assembly", assembly)
        .with("when", assembly.when().toInstant())
        .with("given", assembly.noticeGiven())
        .with("proof", path.to("assemblies", assembly.id(), "proof"))
        .with("action", path.to("assemblies", assembly.id(), "notice"))
        .with("lastDays", LastDay.of(assembly.lastDayForNotice(), words))
        .with("late", last != null && today.isAfter(last))
        .with("today", today)
        .with("people", people[0])
        .with("withoutEmail", people[1])
        .send(response);
  }
}
