package org.folkmoot.office.internal.elections;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.constitution.Refused;
import org.folkmoot.office.internal.Account;
import org.folkmoot.office.internal.OfficePage;
import org.folkmoot.page.Language;
import org.folkmoot.page.Letterhead;
import org.folkmoot.page.Problem;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Asks an office page as the door would, behind the guard: the session's token is checked by the
 * servlet before, so it is not here.
 */
public final class Asked {
  private final OfficePage page;
  private final Map<String, Object> session = new HashMap<>();
  private Language language = Language.EN;
  private String account = "Sam Reed";

  public Asked(OfficePage page) {
    this.page = page;
  }

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public Document page() {
      return Jsoup.parse(body);
    }

    public String location() {
      return headers.get("Location");
    }
  }

  public Asked in(Language chosen) {
    this.language = chosen;
    return this;
  }

  /** Signs in as somebody else. */
  public Asked as(String name) {
    this.account = name;
    return this;
  }

  public Answer get(String path) {
    return send("GET", path, Map.of(), null);
  }

  public Answer post(String path, String... fields) {
    return send("POST", path, fields(fields), null);
  }

  /** Posts a form with a file in it. */
  public Answer upload(String path, String field, byte[] file, String... fields) {
    return send("POST", path, fields(fields), part(field, file));
  }

  private static Map<String, String[]> fields(String... given) {
    Map<String, String[]> fields = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      fields.put(given[i], new String[] {given[i + 1]});
    }
    return fields;
  }

  private Answer send(String method, String address, Map<String, String[]> fields, Part part) {
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    String query = question < 0 ? null : address.substring(question + 1);
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("org.folkmoot.office.account", new Account("1", account, Set.of("*")));
    Map<String, String[]> parameters = new HashMap<>(fields);
    for (String asked : query == null ? new String[0] : query.split("&")) {
      String[] pair = asked.split("=", 2);
      String value = pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
      parameters.put(pair[0], new String[] {value});
    }
    HttpSession kept =
        proxy(
            HttpSession.class,
            (self, called, given) ->
                switch (called.getName()) {
                  case "getAttribute" -> session.get((String) given[0]);
                  case "setAttribute" -> session.put((String) given[0], given[1]);
                  case "removeAttribute" -> session.remove((String) given[0]);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (self, called, given) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getServletPath" -> URLDecoder.decode(path, StandardCharsets.UTF_8);
                  case "getPathInfo", "getHeader", "getCookies" -> null;
                  case "getRequestURI" -> path;
                  case "getQueryString" -> query;
                  case "getParameterMap" -> parameters;
                  case "getParameter" ->
                      parameters.containsKey((String) given[0])
                          ? parameters.get((String) given[0])[0]
                          : null;
                  case "getAttribute" -> attributes.get((String) given[0]);
                  case "setAttribute" -> attributes.put((String) given[0], given[1]);
                  case "getSession" -> kept;
                  case "getContentType" ->
                      part == null
                          ? "application/x-www-form-urlencoded"
                          : "multipart/form-data; boundary=x";
                  case "getPart" -> part != null && part.getName().equals(given[0]) ? part : null;
                  case "getParts" -> part == null ? List.of() : List.of(part);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
    new Letterhead(
            "oak",
            Map.of(Language.EN, "Oak School", Language.CY, "Ysgol y Dderwen"),
            language == Language.CY
                ? List.of(Language.CY, Language.EN)
                : List.of(Language.EN, Language.CY))
        .settle(request);
    Written written = new Written();
    try {
      page.answer(request, written.response());
      return written.answer();
    } catch (Problem.Found found) {
      return new Answer(found.problem().status(), Map.of(), found.problem().name());
    } catch (Refused refused) {
      return new Answer(422, Map.of(), refused.refusal().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (jakarta.servlet.ServletException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Part part(String name, byte[] file) {
    return proxy(
        Part.class,
        (self, called, given) ->
            switch (called.getName()) {
              case "getName" -> name;
              case "getSize" -> (long) file.length;
              case "getInputStream" -> new ByteArrayInputStream(file);
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Asked.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What a page wrote. */
  private static final class Written {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringWriter text = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> status = new ArrayList<>(List.of(200));

    HttpServletResponse response() {
      return proxy(
          HttpServletResponse.class,
          (self, called, given) -> {
            switch (called.getName()) {
              case "setStatus" -> status.add((Integer) given[0]);
              case "setHeader" -> headers.put((String) given[0], (String) given[1]);
              case "setContentType" -> headers.put("Content-Type", (String) given[0]);
              case "getWriter" -> {
                return new PrintWriter(text);
              }
              case "getOutputStream" -> {
                return new Stream(bytes);
              }
              default -> throw new UnsupportedOperationException(called.getName());
            }
            return null;
          });
    }

    Answer answer() {
      return new Answer(
          status.get(status.size() - 1), headers, text + bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private static final class Stream extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Stream(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("the test writes at once");
    }
  }
}
