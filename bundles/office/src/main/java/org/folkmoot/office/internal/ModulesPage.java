package org.folkmoot.office.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folkmoot.constitution.Module;
import org.folkmoot.constitution.Modules;
import org.folkmoot.constitution.Refused;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.SeeOther;
import org.folkmoot.page.Words;
import org.folkmoot.store.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The parts of Folkmoot an institution uses, switched on and off while everything runs. */
@Component
public final class ModulesPage implements OfficePage {
  private static final long LONGEST_WAIT_NANOS = 3_000_000_000L;

  private final Desk desk;
  private final Modules modules;
  private final Journal journal;
  private final Clock clock;

  @Activate
  public ModulesPage(
      @Reference Desk desk,
      @Reference Modules modules,
      @Reference Journal journal,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.desk = desk;
    this.modules = modules;
    this.journal = journal;
    this.clock = clock;
  }

  /** One module as the page shows it. */
  public record Shown(String word, boolean on, boolean warn) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("modules");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Form form = Form.of(request);
    if (request.getMethod().equals("POST") && switched(request, form)) {
      SeeOther.to(response, Desk.path(request).to("modules"));
      return;
    }
    show(request, response, form);
  }

  private boolean switched(HttpServletRequest request, Form form) {
    String institution = Desk.path(request).institution();
    Words words = desk.words(request);
    Module module;
    try {
      module = Module.of(form.text("module"));
    } catch (IllegalArgumentException unknown) {
      form.refuse("enrolment", words.say("office.modules.unknown"));
      return false;
    }
    boolean on = form.text("action").equals("on");
    if (!on && !form.text("action").equals("off")) {
      form.refuse(module.word(), words.say("office.modules.unknown"));
      return false;
    }
    try {
      if (on) {
        modules.switchOn(institution, module);
      } else {
        modules.switchOff(institution, module);
      }
    } catch (Refused refused) {
      desk.refuse(request, form, module.word(), refused);
      return false;
    }
    journal.append(
        institution,
        Account.of(request).name(),
        on ? "office.module-on" : "office.module-off",
        Map.of("module", module.word()));
    awaitServices(institution, module, on);
    desk.say(
        request,
        words.say(
            on ? "office.modules.switched-on" : "office.modules.switched-off",
            words.say("office.module." + module.word())));
    return true;
  }

  /**
   * The framework starts and stops the module's services a moment after the switch; the next page
   * should already show them, or show them gone.
   */
  private void awaitServices(String institution, Module module, boolean on) {
    PerInstitution<?> services =
        switch (module) {
          case ENROLMENT -> desk.registers();
          case ELECTIONS -> desk.elections();
          case ASSEMBLIES -> desk.assemblies();
        };
    long start = System.nanoTime();
    while (services.of(institution).isPresent() != on
        && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void show(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    InstitutionPath path = Desk.path(request);
    Set<Module> on = modules.on(path.institution());
    List<Shown> shown = new ArrayList<>();
    for (Module module : Module.values()) {
      shown.add(
          new Shown(
              module.word(),
              on.contains(module),
              module == Module.ELECTIONS && on.contains(module) && pollIsOpen(path)));
    }
    desk.page(request, "office/modules").form(form).with("modules", shown).send(response);
  }

  private boolean pollIsOpen(InstitutionPath path) {
    return desk.elections()
        .of(path.institution())
        .map(
            elections ->
                elections.all().stream()
                    .anyMatch(
                        election ->
                            election.takesVotes(
                                clock.instant().atZone(org.folkmoot.page.DateWords.ZONE))))
        .orElse(false);
  }
}
