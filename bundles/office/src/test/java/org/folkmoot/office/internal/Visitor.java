package org.folkmoot.office.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Somebody at the office's door with a browser that keeps cookies and follows nothing by itself.
 */
final class Visitor {
  private final URI door;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private String token = "";

  Visitor(URI door) {
    this.door = door;
  }

  /** What came back. */
  record Answer(int status, String location, HttpResponse<byte[]> response) {
    String body() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    Document page() {
      return Jsoup.parse(body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(door.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Posts a form as the last page gave it, with its token. */
  Answer post(String path, String... fields) throws IOException, InterruptedException {
    return postWith(token, path, fields);
  }

  Answer postWith(String csrf, String path, String... fields)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("_csrf=").append(encoded(csrf));
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(door.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Uploads a file as a form with a name for the list. */
  Answer upload(String path, String fileName, byte[] content, String source)
      throws IOException, InterruptedException {
    String boundary = "----folkmoot-test-boundary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, boundary, "name=\"_csrf\"", token.getBytes(StandardCharsets.UTF_8));
    part(body, boundary, "name=\"source\"", source.getBytes(StandardCharsets.UTF_8));
    part(body, boundary, "name=\"file\"; filename=\"" + fileName + "\"", content);
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(door.resolve(path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private static void part(
      ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
    body.writeBytes(
        ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("FM_office"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** Takes another's session cookie: what a thief would do. */
  void sessionIs(String value) {
    cookies.getCookieStore().removeAll();
    HttpCookie cookie = new HttpCookie("FM_office", value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(door, cookie);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    Answer answer =
        new Answer(
            response.statusCode(), response.headers().firstValue("Location").orElse(""), response);
    String found = answer.page().select("input[name=_csrf]").attr("value");
    if (!found.isEmpty()) {
      token = found;
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
