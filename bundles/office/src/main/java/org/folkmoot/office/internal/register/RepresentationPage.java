package org.folkmoot.office.internal.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.office.internal.SafeCsv;
import org.folkmoot.page.Choice;
import org.folkmoot.page.Form;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Link;
import org.folkmoot.page.Problem;
import org.folkmoot.register.Representation;
import org.folkmoot.register.Representation.Attribute;
import org.folkmoot.register.Representation.Row;
import org.folkmoot.register.Representation.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whom the membership represents: a picture first, the numbers beside it, small ones left out. */
@Component
public final class RepresentationPage implements OfficePage {
  private static final int BAR_WIDTH = 320;
  private static final int BAR_STEP = 46;

  private final Desk desk;
  private final RegisterRooms rooms;

  @Activate
  public RepresentationPage(@Reference Desk desk, @Reference RegisterRooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  /** One bar of the picture; without a share it stays empty and says so. */
  public record Bar(int top, String label, String figure, int length, boolean known) {}

  @Override
  public boolean takes(InstitutionPath path) {
    return path.matches("representation") || path.matches("representation.csv");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Call call = new Call(desk, request, response);
    call.getOnly();
    Representation representation = rooms.representations().on(call.path());
    List<Attribute> attributes = representation.attributes();
    if (attributes.isEmpty()) {
      throw Problem.NOT_FOUND.found();
    }
    Form form = call.form();
    String asked = form.text("by");
    Attribute by =
        attributes.stream()
            .filter(attribute -> attribute.id().equals(asked))
            .findFirst()
            .orElse(attributes.get(0));
    Table table = representation.by(by.id());
    if (call.path().matches("representation.csv")) {
      download(call, table);
    } else {
      show(call, form.with("by", by.id()), attributes, table);
    }
  }

  private static void show(Call call, Form form, List<Attribute> attributes, Table table)
      throws IOException {
    List<Bar> bars = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<Row> all = new ArrayList<>(table.rows());
    all.add(table.all());
    for (Row row : all) {
      OptionalInt share = row.share();
      bars.add(
          new Bar(
              bars.size() * BAR_STEP,
              call.text(row.value()),
              share.isPresent()
                  ? call.say("representation.percent", share.getAsInt())
                  : call.say("representation.left-out"),
              share.orElse(0) * BAR_WIDTH / 100,
              share.isPresent()));
      rows.add(
          List.of(
              call.text(row.value()),
              number(call, row.held()),
              number(call, row.members()),
              share.isPresent()
                  ? call.say("representation.percent", share.getAsInt())
                  : call.say("representation.left-out")));
    }
    call.page("representation")
        .form(form)
        .crumbs(
            List.of(new Link(call.words().say("office.members.title"), call.path().to("members"))))
        .with(
            "choices",
            attributes.stream()
                .map(attribute -> new Choice(attribute.id(), call.text(attribute.name())))
                .toList())
        .with("by", call.text(table.by().name()))
        .with("bars", bars)
        .with("height", bars.size() * BAR_STEP)
        .with("width", BAR_WIDTH)
        .with("rows", rows)
        .with("smallest", Representation.SMALLEST_SHOWN)
        .with("download", call.path().to("representation.csv") + "?by=" + table.by().id())
        .send(call.response());
  }

  private static Object number(Call call, OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : call.say("representation.left-out");
  }

  private static void download(Call call, Table table) throws IOException {
    List<String> headings =
        List.of(
            call.text(table.by().name()),
            call.say("representation.held"),
            call.say("representation.members"),
            call.say("representation.share"));
    try (SafeCsv csv =
        SafeCsv.download(call.response(), "representation-" + table.by().id() + ".csv", headings)) {
      List<Row> all = new ArrayList<>(table.rows());
      all.add(table.all());
      for (Row row : all) {
        csv.row(
            List.of(
                call.text(row.value()),
                written(row.held()),
                written(row.members()),
                written(row.share())));
      }
    }
  }

  private static String written(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }
}
