package org.folkmoot.office.internal.assemblies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.office.internal.elections.Address;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.page.Problem;
import org.folkmoot.register.RegisterOfMembers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The office's pages of assemblies: calling one, giving notice, and the proof that it was given. */
@Component(service = OfficePage.class)
public final class AssemblyPages implements OfficePage {
  private final PerInstitution<RegisterOfMembers> registers = new PerInstitution<>();
  private final PerInstitution<Assemblies> assemblies = new PerInstitution<>();
  private final Desk desk;
  private final Clock clock;
  private final NewAssembly planning;
  private final AssemblyPage assembly;
  private final ProofPage proof;

  @Activate
  public AssemblyPages(
      @Reference Desk desk, @Reference(policyOption = ReferencePolicyOption.GREEDY) Clock clock) {
    this.desk = desk;
    this.clock = clock;
    this.planning = new NewAssembly(desk);
    this.assembly = new AssemblyPage(desk, clock);
    this.proof = new ProofPage(desk);
  }

  @Override
  public boolean takes(InstitutionPath path) {
    return path.segment(0).equals("assemblies");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    InstitutionPath path = Desk.path(request);
    Assemblies here = assemblies.on(path);
    boolean posted =
        switch (request.getMethod()) {
          case "GET", "HEAD" -> false;
          case "POST" -> true;
          default -> throw Problem.WRONG_METHOD.found();
        };
    if (path.matches("assemblies", "new")) {
      planning.answer(request, response, here, posted);
    } else if (path.matches("assemblies", "*", "notice") && posted) {
      assembly.giveNotice(request, response, here, registers.on(path));
    } else if (posted) {
      throw Problem.WRONG_METHOD.found();
    } else if (path.matches("assemblies")) {
      desk.page(request, "assemblies/list")
          .with("path", new Address(path))
          .with("assemblies", here.all())
          .with("now", clock.instant())
          .send(response);
    } else if (path.matches("assemblies", "*") || path.matches("assemblies", "*", "notice")) {
      assembly.show(request, response, here, registers.on(path));
    } else if (path.matches("assemblies", "*", "proof")) {
      proof.show(request, response, here);
    } else if (path.matches("assemblies", "*", "proof.csv")) {
      proof.download(request, response, here);
    } else {
      throw Problem.NOT_FOUND.found();
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.bind(service, properties);
  }

  void unbindRegister(RegisterOfMembers service, Map<String, Object> properties) {
    registers.unbind(service, properties);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.bind(service, properties);
  }

  void unbindAssemblies(Assemblies service, Map<String, Object> properties) {
    assemblies.unbind(service, properties);
  }
}
