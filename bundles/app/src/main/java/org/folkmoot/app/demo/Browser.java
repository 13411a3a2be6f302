package org.folkmoot.app.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Connection;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.helper.HttpConnection;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * One person's browser at one door: keeps cookies, follows links, fills in forms that are there.
 */
public final class Browser {
  private final URI door;
  private final Connection session =
      Jsoup.newSession()
          .ignoreHttpErrors(true)
          .ignoreContentType(true)
          .maxBodySize(0)
          .timeout(60_000)
          .referrer("");

  public Browser(URI door) {
    this.door = door;
  }

  /** A page as it came. */
  public record View(int status, Document document, String body) {
    /** The text of the first element that matches. */
    public String text(String selector) throws StepFailed {
      Element found = document.selectFirst(selector);
      if (found == null) {
        throw new StepFailed(
            "the page " + document.location() + " has no " + selector + ": " + summary());
      }
      return found.text();
    }

    public String summary() {
      String title = document.title();
      String problem =
          document.select(".error-summary").stream()
              .map(Element::text)
              .collect(Collectors.joining(" "));
      return status + " \"" + title + "\" " + problem;
    }
  }

  public View get(String address) throws StepFailed {
    return send(session.newRequest(door.resolve(address).toString()).method(Connection.Method.GET));
  }

  /** Sends the form whose action ends so, with these fields set and all others as they stand. */
  public View submit(View page, String actionEnd, Map<String, ?> fields) throws StepFailed {
    FormElement form = form(page, actionEnd);
    List<KeyVal> data = new ArrayList<>();
    for (KeyVal there : form.formData()) {
      if (!fields.containsKey(there.key())) {
        data.add(there);
      }
    }
    fields.forEach((name, value) -> values(value).forEach(v -> data.add(pair(name, v))));
    return send(session.newRequest(target(page, form)).method(Connection.Method.POST).data(data));
  }

  /** Sends a form with a file. */
  public View upload(
      View page,
      String actionEnd,
      String field,
      String file,
      byte[] content,
      Map<String, String> fields)
      throws StepFailed {
    FormElement form = form(page, actionEnd);
    Connection request = session.newRequest(target(page, form)).method(Connection.Method.POST);
    for (KeyVal there : form.formData()) {
      if (!fields.containsKey(there.key()) && !there.key().equals(field)) {
        request.data(there.key(), there.value());
      }
    }
    fields.forEach(request::data);
    request.data(field, file, new ByteArrayInputStream(content));
    return send(request);
  }

  private static List<String> values(Object value) {
    return value instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static KeyVal pair(String name, String value) {
    return HttpConnection.KeyVal.create(name, value);
  }

  /** Where a form goes: without an action, to the page itself. */
  private static String target(View page, Element form) {
    String action = form.absUrl("action");
    String address = action.isEmpty() ? page.document().location() : action;
    return address.replaceFirst("[?#].*$", "");
  }

  private static FormElement form(View page, String actionEnd) throws StepFailed {
    return page.document().select("form[method=post]").stream()
        .map(FormElement.class::cast)
        .filter(form -> target(page, form).endsWith(actionEnd))
        .findFirst()
        .orElseThrow(
            () ->
                new StepFailed(
                    "the page "
                        + page.document().location()
                        + " has no form to "
                        + actionEnd
                        + "; it shows "
                        + page.summary()));
  }

  private static View send(Connection request) throws StepFailed {
    try {
      Connection.Response response = request.execute();
      String body = response.body();
      return new View(response.statusCode(), Jsoup.parse(body, response.url().toString()), body);
    } catch (IOException e) {
      throw new StepFailed("no answer from " + request.request().url().getHost(), e);
    }
  }

  /** The page, if it came well; otherwise what it says went wrong. */
  public static View well(View view) throws StepFailed {
    if (view.status() >= 400) {
      throw new StepFailed(view.document().location() + " answered " + view.summary());
    }
    return view;
  }
}
