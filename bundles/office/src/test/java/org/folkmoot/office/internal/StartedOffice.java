package org.folkmoot.office.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.folkmoot.adapter.workbook.internal.WorkbookFormat;
import org.folkmoot.assembly.internal.AssembliesOfInstitution;
import org.folkmoot.constitution.Institution;
import org.folkmoot.constitution.Institutions;
import org.folkmoot.constitution.Module;
import org.folkmoot.constitution.Modules;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.constitution.TestCalendar;
import org.folkmoot.constitution.internal.ModuleConfigurations;
import org.folkmoot.constitution.internal.RefusedSettingsBoard;
import org.folkmoot.election.internal.ElectionsOfInstitution;
import org.folkmoot.notice.Pigeonholes;
import org.folkmoot.notice.SteppingClock;
import org.folkmoot.notice.TemporaryPostOffice;
import org.folkmoot.office.internal.register.RegisterRooms;
import org.folkmoot.office.internal.register.TrialRegisterPages;
import org.folkmoot.page.internal.TrialDoors;
import org.folkmoot.register.internal.Enroller;
import org.folkmoot.register.internal.EnrolmentLimits;
import org.folkmoot.register.internal.StandingRegister;
import org.folkmoot.store.TemporaryDatabase;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The office's core on Felix's own HTTP service, with the real rooms behind it and two
 * institutions, Oak School and Elm School. Its components are made by hand, so that the test holds
 * them too; that the framework makes them alike is the integration tests' to show.
 */
final class StartedOffice implements AutoCloseable {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final List<String> INSTALLED =
      List.of(
          "org.apache.felix.configadmin",
          "commons-io",
          "commons-fileupload",
          "org.apache.felix.http.jetty12");

  final SteppingClock clock =
      new SteppingClock(LocalDate.of(2026, 9, 7).atTime(12, 0).atZone(LONDON).toInstant());
  final TemporaryDatabase store = TemporaryDatabase.open(clock);
  final TemporaryPostOffice post = new TemporaryPostOffice(store, clock);
  final Pigeonholes mail = new Pigeonholes();
  final RefusedSettings refused = new RefusedSettingsBoard();
  final Desk desk = new Desk();
  final RegisterRooms rooms = new RegisterRooms();
  final Accounts accounts;
  final Uploads uploads;
  final Modules modules;
  final Map<String, Institution> institutions = new HashMap<>();
  final int port;

  private final Framework felix;
  private final Map<String, Runnable> switchedOn = new HashMap<>();
  private final List<Enroller> enrollers = new ArrayList<>();

  StartedOffice(Path work) throws Exception {
    felix = start(work);
    BundleContext context = felix.getBundleContext();
    post.carriedBy(mail);
    ConfigurationAdmin admin =
        context.getService(context.getServiceReference(ConfigurationAdmin.class));
    modules = new Switched(new ModuleConfigurations(admin));
    institution("oak", "Oak & Acorn School");
    institution("elm", "Elm School");
    accounts = new Accounts(store.database(), store.journal(), clock);
    uploads = new Uploads(context, accounts, store.database(), clock);
    Formats formats = new Formats();
    formats.bindFormat(new WorkbookFormat(clock));
    FrontDesk front = new FrontDesk(context, desk);
    front.bindPage(new HomePage(desk, rooms, post.postOffice(), clock));
    front.bindPage(new ModulesPage(desk, modules, store.journal(), clock));
    front.bindPage(new MailPage(desk, post.postOffice()));
    front.bindPage(new JournalPage(desk, store.journal()));
    TrialRegisterPages.of(desk, rooms, post.postOffice()).forEach(front::bindPage);
    front.bindPage(new RecordsPage(desk, uploads, formats));
    front.bindPage(new RunsPage(desk, formats));
    SetUpCode code = new SetUpCode(context, accounts);
    TrialDoors.open(context, new OfficeLetterheads(desk));
    servlet(context, new SignInServlet(accounts), "/sign-in");
    servlet(context, new SignOutServlet(), "/sign-out");
    servlet(context, new SetUpServlet(accounts, code), "/set-up");
    servlet(context, new AccountsServlet(desk, accounts), "/accounts");
    servlet(context, new InstitutionsServlet(desk, refused), "");
    Dictionary<String, Object> everywhere = bound();
    everywhere.put("osgi.http.whiteboard.filter.pattern", "/*");
    context.registerService(Filter.class, new Guard(accounts), everywhere);
    port = listen(admin);
  }

  private void institution(String id, String name) {
    Institution institution =
        Institutions.of("tripartite", Map.of("institution", id, "name", name));
    institutions.put(id, institution);
    desk.bindInstitution(institution, Map.of("institution", id));
    modules.switchOn(id, Module.ENROLMENT);
  }

  /**
   * Modules whose services come and go with their configuration, as the framework would have it.
   */
  private final class Switched implements Modules {
    private final Modules configured;

    Switched(Modules configured) {
      this.configured = configured;
    }

    @Override
    public Set<Module> on(String institution) {
      return configured.on(institution);
    }

    @Override
    public void switchOn(String institution, Module module) {
      configured.switchOn(institution, module);
      switchedOn.computeIfAbsent(
          institution + module, key -> StartedOffice.this.startModule(institution, module));
    }

    @Override
    public void switchOff(String institution, Module module) {
      configured.switchOff(institution, module);
      Runnable off = switchedOn.remove(institution + module);
      if (off != null) {
        off.run();
      }
    }
  }

  private Runnable startModule(String id, Module module) {
    Map<String, Object> properties = Map.of("institution", id);
    Institution institution = institutions.get(id);
    StandingRegister register =
        new StandingRegister(institution, store.database(), store.journal(), clock);
    switch (module) {
      case ENROLMENT -> {
        Enroller enroller =
            new Enroller(
                institution,
                store.database(),
                store.journal(),
                post.postOffice(),
                post.links(),
                clock,
                EnrolmentLimits.DEFAULT,
                0);
        enrollers.add(enroller);
        desk.bindEnrolment(enroller, properties);
        desk.bindRegister(register, properties);
        TrialRegisterPages rights =
            TrialRegisterPages.open(institution, store, post, clock, enroller, rooms);
        return () -> {
          rights.close();
          desk.unbindEnrolment(enroller, properties);
          desk.unbindRegister(register, properties);
        };
      }
      case ELECTIONS -> {
        ElectionsOfInstitution elections =
            new ElectionsOfInstitution(
                register,
                store.database(),
                store.journal(),
                post.postOffice(),
                post.links(),
                TestCalendar.workingDays(),
                clock);
        desk.bindElections(elections, properties);
        return () -> desk.unbindElections(elections, properties);
      }
      case ASSEMBLIES -> {
        AssembliesOfInstitution assemblies =
            new AssembliesOfInstitution(
                register, store.database(), store.journal(), post.postOffice(), clock);
        desk.bindAssemblies(assemblies, properties);
        return () -> desk.unbindAssemblies(assemblies, properties);
      }
    }
    throw new IllegalArgumentException(module.word());
  }

  URI door() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A browser in which nobody is signed in yet. */
  Visitor visitor() {
    return new Visitor(door());
  }

  /** A browser in which an account is signed in that may see these institutions. */
  Visitor signedIn(String name, String... mayDo) throws Exception {
    String password = "four walls of " + name.length() + " bricks";
    accounts.create(name, password, Set.of(mayDo), "test");
    Visitor visitor = visitor();
    visitor.get("/sign-in");
    visitor.post("/sign-in", "name", name, "password", password);
    return visitor;
  }

  private static Framework start(Path work) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString());
    settings.put("folkmoot.data", work.resolve("data").toString());
    settings.put("org.apache.felix.http.require.config", "true");
    settings.put("felix.log.level", "1");
    // The test's own classes meet the HTTP service: they share these packages with it.
    settings.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "jakarta.servlet;version=6.1,jakarta.servlet.annotation;version=6.1,"
            + "jakarta.servlet.descriptor;version=6.1,jakarta.servlet.http;version=6.1,"
            + "javax.servlet;version=3.1,javax.servlet.annotation;version=3.1,"
            + "javax.servlet.descriptor;version=3.1,javax.servlet.http;version=3.1,"
            + "org.osgi.service.servlet.context;version=2.0,"
            + "org.osgi.service.servlet.runtime;version=2.0,"
            + "org.osgi.service.servlet.runtime.dto;version=2.0,"
            + "org.osgi.service.servlet.whiteboard;version=2.0,"
            + "org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,"
            + "org.slf4j.helpers;version=2.0.20,org.slf4j.spi;version=2.0.20,"
            + "org.osgi.service.cm;version=1.6.1");
    settings.put(
        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
        "osgi.contract;osgi.contract=JakartaServlet;version:Version=6.0,"
            + "osgi.contract;osgi.contract=JavaServlet;version:Version=4.0");
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(settings);
    framework.start();
    List<Bundle> bundles = new ArrayList<>();
    for (String name : INSTALLED) {
      bundles.add(framework.getBundleContext().installBundle(jar(name).toUri().toString()));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
    return framework;
  }

  private static void servlet(BundleContext context, Servlet servlet, String pattern) {
    Dictionary<String, Object> properties = bound();
    properties.put("osgi.http.whiteboard.servlet.pattern", pattern);
    context.registerService(Servlet.class, servlet, properties);
  }

  private static Dictionary<String, Object> bound() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("osgi.http.whiteboard.target", "(door=office)");
    properties.put(
        "osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=office)");
    return properties;
  }

  private static int listen(ConfigurationAdmin admin) throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("org.apache.felix.http.host", "127.0.0.1");
    settings.put("org.osgi.service.http.port", free);
    settings.put("org.apache.felix.http.runtime.init.door", "office");
    settings.put("org.eclipse.jetty.servlet.SessionCookie", "FM_office");
    admin.getFactoryConfiguration("org.apache.felix.http", "office", "?").update(settings);
    for (int tries = 0; tries < 100; tries++) {
      if (answers(free)) {
        return free;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the office's door did not open");
  }

  private static boolean answers(int port) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/set-up"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 400;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Path jar(String name) {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Path path = Path.of(entry);
      if (path.getFileName().toString().startsWith(name)) {
        return path;
      }
    }
    throw new IllegalStateException(name + " is not on the class path of the tests");
  }

  @Override
  public void close() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
    uploads.deactivate();
    enrollers.forEach(Enroller::close);
    post.close();
    store.close();
  }
}
