package org.folkmoot.office.internal.assemblies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.assembly.Assembly;
import org.folkmoot.notice.Service;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.elections.CsvTable;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Paging;
import org.folkmoot.page.Words;

/** Who was served with notice of an assembly, and who was not and why. */
final class ProofPage {
  private static final int ON_A_PAGE = 50;

  private final Desk desk;

  ProofPage(Desk desk) {
    this.desk = desk;
  }

  void show(HttpServletRequest request, HttpServletResponse response, Assemblies here)
      throws IOException {
    InstitutionPath path = Desk.path(request);
    Words words = desk.words(request);
    Assembly assembly = AssemblyPage.of(request, here);
    List<Service> proof = here.proofOfService(assembly.id());
    Paging paging = Paging.of(request, ON_A_PAGE, proof.size());
    desk.page(request, "assemblies/proof")
        .crumbs(
            List.of(
                new Link(words.say("assemblies.title"), path.to("assemblies")),
                new Link(assembly.title(), path.to("assemblies", assembly.id()))))
        .with("assembly", assembly)
        .with("download", path.to("assemblies", assembly.id(), "proof.csv"))
        .with("addressed", proof.size())
        .with("served", count(proof, Service.State.SENT))
        .with(
            "waiting",
            count(proof, Service.State.QUEUED, Service.State.SENDING, Service.State.DEFERRED))
        .with("unserved", count(proof, Service.State.FAILED, Service.State.UNREACHABLE))
        .with("entries", proof.stream().skip(paging.offset()).limit(ON_A_PAGE).toList())
        .with("paging", paging)
        .send(response);
  }

  void download(HttpServletRequest request, HttpServletResponse response, Assemblies here)
      throws IOException {
    Words words = desk.words(request);
    Assembly assembly = AssemblyPage.of(request, here);
    CsvTable table =
        new CsvTable(
            words.say("assemblies.proof.name"),
            words.say("assemblies.proof.channel"),
            words.say("assemblies.proof.state"),
            words.say("assemblies.proof.at"),
            words.say("assemblies.proof.explanation"),
            words.say("assemblies.proof.hash"));
    for (Service entry : here.proofOfService(assembly.id())) {
      table.row(
          List.of(
              entry.name(),
              entry.channel(),
              words.say("assemblies.state." + entry.state().word()),
              entry.at().toString(),
              entry.explanation(),
              entry.textHash().orElse("")));
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"proof-of-service.csv\"");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(table.text().getBytes(StandardCharsets.UTF_8));
  }

  private static long count(List<Service> proof, Service.State... states) {
    return proof.stream().filter(entry -> List.of(states).contains(entry.state())).count();
  }
}
