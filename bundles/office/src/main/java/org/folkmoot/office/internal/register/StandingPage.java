package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.folkmoot.constitution.Constituency;
import org.folkmoot.constitution.RulePack;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Problem;
import org.folkmoot.register.Member;
import org.folkmoot.register.MemberState;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a person has to decide about one membership: suspend, reinstate, admit, or move by choice.
 */
@Component
public final class StandingPage implements OfficePage {
  private final Desk desk;

  @Activate
  public StandingPage(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("members", "*", "standing");
  }

  /** Whether there is anything to decide about somebody. */
  static boolean concerns(RegisterOfMembers register, Member member) {
    return maySuspend(register, member)
        || member.state() == MemberState.SUSPENDED
        || member.state() == MemberState.ELIGIBLE
        || !register.choices(member.id()).isEmpty();
  }

  private static boolean maySuspend(RegisterOfMembers register, Member member) {
    return !pack(register).disqualifications().isEmpty()
        && (member.state() == MemberState.MEMBER
            || member.state() == MemberState.INVITED
            || member.state() == MemberState.ELIGIBLE);
  }

  private static RulePack pack(RegisterOfMembers register) {
    return register.institution().constitution().pack();
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    RegisterOfMembers register = call.register();
    Member member =
        register
            .member(call.path().segment(1))
            .filter(one -> concerns(register, one))
            .orElseThrow(Problem.NOT_FOUND::found);
    Form form = call.form();
    if (call.post() && done(call, register, member, form)) {
      call.goOn(
          call.path().to("members", member.id()),
          call.say("standing.done." + form.text("act"), member.name()));
      return;
    }
    show(call, register, member, form);
  }

  private static boolean done(Call call, RegisterOfMembers register, Member member, Form form) {
    String id = member.id();
    return switch (form.text("act")) {
      case "suspend" -> suspended(call, register, id, form);
      case "reinstate" -> call.done(form, "reinstate", () -> register.reinstate(id, call.actor()));
      case "admit" -> call.done(form, "admit", () -> register.admit(id, call.actor()));
      case "choose" -> chosen(call, register, id, form);
      default -> throw Problem.BAD_REQUEST.found();
    };
  }

  private static boolean suspended(Call call, RegisterOfMembers register, String id, Form form) {
    String ground = form.text("ground");
    if (ground.isEmpty()) {
      form.refuse("ground", call.say("standing.ground.missing"));
    }
    Optional<LocalDate> until = form.date("until");
    boolean given =
        !(form.text("until-day") + form.text("until-month") + form.text("until-year")).isEmpty();
    if (given && until.isEmpty()) {
      form.refuse("until", call.say("standing.until.wrong"));
    }
    return form.isFine()
        && call.done(form, "ground", () -> register.suspend(id, ground, until, call.actor()));
  }

  private static boolean chosen(Call call, RegisterOfMembers register, String id, Form form) {
    for (Constituency constituency : Constituency.values()) {
      if (constituency.word().equals(form.text("constituency"))) {
        return call.done(
            form, "constituency", () -> register.choose(id, constituency, call.actor()));
      }
    }
    form.refuse("constituency", call.say("standing.constituency.missing"));
    return false;
  }

  private static void show(Call call, RegisterOfMembers register, Member member, Form form)
      throws IOException {
    Locale locale = call.language().locale();
    List<Choice> grounds =
        maySuspend(register, member)
            ? pack(register).disqualifications().stream()
                .map(ground -> new Choice(ground.id(), ground.label().in(locale), ground.rule()))
                .toList()
            : List.of();
    call.page("standing")
        .form(form)
        .back(call.path().to("members", member.id()))
        .with("name", call.name(member.name()))
        .with("grounds", grounds)
        .with("suspended", member.state() == MemberState.SUSPENDED)
        .with("eligible", member.state() == MemberState.ELIGIBLE)
        .with("reason", call.text(member.reason()))
        .with(
            "choices",
            register.choices(member.id()).stream()
                .map(one -> new Choice(one.word(), call.constituency(one)))
                .toList())
        .send(call.response());
  }
}
