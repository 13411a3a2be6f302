package org.folkmoot.member.site;

import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the door answered. */
record Answer(int status, Map<String, String> headers, String body) {
  Document page() {
    return Jsoup.parse(body);
  }

  String heading() {
    return page().select("h1").text();
  }

  String location() {
    return headers.get("Location");
  }
}
