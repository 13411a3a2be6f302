package org.folkmoot.member.site;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.page.InstitutionPath;
import org.folkmoot.page.Letterheads;
import org.folkmoot.page.Problem;
import org.jsoup.nodes.Element;

/**
 * A browser without scripts in front of one servlet, with what the door's filter does for it: the
 * letterhead settled, problems answered. It sends forms as they stand in the page.
 */
final class Browser {
  private final HttpServlet servlet;
  private final Letterheads letterheads;
  private final String address;
  private String language = "en";

  Browser(HttpServlet servlet, Letterheads letterheads, String address) {
    this.servlet = servlet;
    this.letterheads = letterheads;
    this.address = address;
  }

  Browser in(String tag) {
    Browser other = new Browser(servlet, letterheads, address);
    other.language = tag;
    return other;
  }

  Browser from(String otherAddress) {
    Browser other = new Browser(servlet, letterheads, otherAddress);
    other.language = language;
    return other;
  }

  Answer get(String path) {
    return ask("GET", path, Map.of());
  }

  Answer head(String path) {
    return ask("HEAD", path, Map.of());
  }

  /** Posts fields, given as name and value in turn. */
  Answer post(String path, String... fields) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      sent.computeIfAbsent(fields[i], name -> new ArrayList<>()).add(fields[i + 1]);
    }
    return ask("POST", path, sent);
  }

  /** Sends the first form of a page with its hidden fields and more. */
  Answer send(Answer page, String here, String... fields) {
    Element form = page.page().selectFirst("form");
    return submit(form, form.attr("action").isEmpty() ? here : form.attr("action"), fields);
  }

  /** Presses the button of a page's first form that leads elsewhere. */
  Answer press(Answer page, String button) {
    Element form = page.page().selectFirst("form");
    Element pressed =
        form.select("button").stream()
            .filter(one -> one.text().equals(button))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no button " + button));
    String to = pressed.attr("formaction");
    return submit(form, to.isEmpty() ? form.attr("action") : to);
  }

  private Answer submit(Element form, String to, String... fields) {
    List<String> all = new ArrayList<>();
    for (Element hidden : form.select("input[type=hidden]")) {
      all.add(hidden.attr("name"));
      all.add(hidden.attr("value"));
    }
    Collections.addAll(all, fields);
    return post(to, all.toArray(String[]::new));
  }

  /** Asks, and goes where a 303 leads. */
  Answer follow(Answer answer) {
    return answer.status() == 303 ? get(answer.location()) : answer;
  }

  private Answer ask(String method, String target, Map<String, List<String>> fields) {
    String[] parts = target.split("\\?", 2);
    Map<String, String[]> parameters = new LinkedHashMap<>();
    fields.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    String query = parts.length > 1 ? parts[1] : null;
    Map<String, Object> attributes = new HashMap<>();
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                Browser.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, given) ->
                    switch (called.getName()) {
                      case "getMethod" -> method;
                      case "getRequestURI" -> parts[0];
                      case "getQueryString" -> query;
                      case "getServletPath" -> parts[0].startsWith("/i/") ? "/i" : "";
                      case "getPathInfo" ->
                          decoded(parts[0].startsWith("/i/") ? parts[0].substring(2) : parts[0]);
                      case "getParameterMap" -> parameters;
                      case "getParameter" ->
                          parameters.containsKey(given[0]) ? parameters.get(given[0])[0] : null;
                      case "getAttribute" -> attributes.get(given[0]);
                      case "setAttribute" -> attributes.put((String) given[0], given[1]);
                      case "getHeader" ->
                          given[0].equals("Accept-Language") ? language : null;
                      case "getCookies" -> null;
                      case "getRemoteAddr" -> address;
                      case "getProtocol" -> "HTTP/1.1";
                      case "isSecure" -> false;
                      default ->
                          throw new UnsupportedOperationException("request." + called.getName());
                    });
    return answered(request);
  }

  private Answer answered(HttpServletRequest request) {
    int[] status = {200};
    Map<String, String> headers = new HashMap<>();
    StringWriter body = new StringWriter();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                Browser.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, given) ->
                    switch (called.getName()) {
                      case "setStatus" -> {
                        status[0] = (Integer) given[0];
                        yield null;
                      }
                      case "sendError" -> {
                        status[0] = (Integer) given[0];
                        yield null;
                      }
                      case "setHeader" -> headers.put((String) given[0], (String) given[1]);
                      case "setContentType" ->
                          headers.put("Content-Type", (String) given[0]);
                      case "getWriter" -> new PrintWriter(body);
                      case "isCommitted" -> false;
                      case "resetBuffer" -> {
                        body.getBuffer().setLength(0);
                        yield null;
                      }
                      default ->
                          throw new UnsupportedOperationException("response." + called.getName());
                    });
    try {
      InstitutionPath.of(request)
          .flatMap(path -> letterheads.of(path.institution()))
          .ifPresent(letterhead -> letterhead.settle(request));
      try {
        servlet.service(request, response);
      } catch (Problem.Found found) {
        found.problem().answer(request, response);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
    return new Answer(status[0], headers, body.toString());
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

}
