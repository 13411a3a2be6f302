package org.folkmoot.office.internal.assemblies;

import java.time.Clock;
import java.util.Map;
import org.folkmoot.assembly.Assemblies;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.register.RegisterOfMembers;

/** The pages of assemblies bound to their services, without the framework. */
public final class TrialAssemblyPages {
  private TrialAssemblyPages() {}

  public static AssemblyPages of(
      Desk desk, Clock clock, RegisterOfMembers register, Assemblies assemblies) {
    Map<String, Object> oak = Map.of("institution", register.institution().id());
    AssemblyPages pages = new AssemblyPages(desk, clock);
    pages.bindRegister(register, oak);
    pages.bindAssemblies(assemblies, oak);
    return pages;
  }
}
