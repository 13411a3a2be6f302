package org.folkmoot.count;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes a result as JSON. */
final class JsonSheet {
  private final CountResult result;
  private final StringBuilder out = new StringBuilder();

  JsonSheet(CountResult result) {
    this.result = result;
  }

  String text() {
    out.append("{\"rule\":").append(string(result.rule()));
    out.append(",\"title\":").append(string(result.title()));
    out.append(",\"seats\":").append(result.seats());
    out.append(",\"valid\":").append(result.valid());
    out.append(",\"invalid\":{");
    out.append(
        result.invalid().entrySet().stream()
            .map(e -> string(e.getKey().words(Language.ENGLISH)) + ":" + e.getValue())
            .collect(Collectors.joining(",")));
    out.append("},\"unclear\":").append(result.unclear());
    out.append(",\"quota\":").append(decimal(result.quota()));
    out.append(",\"candidates\":[");
    out.append(
        result.candidates().stream().map(JsonSheet::string).collect(Collectors.joining(",")));
    out.append("],\"withdrawn\":").append(numbers(result.withdrawn()));
    out.append(",\"switches\":{");
    out.append(
        result.departures().entrySet().stream()
            .map(e -> string(e.getKey().name()) + ":" + string(e.getValue()))
            .collect(Collectors.joining(",")));
    out.append("},\n\"elected\":[");
    out.append(
        result.elected().stream()
            .map(
                e ->
                    "\n {\"candidate\":"
                        + e.candidate()
                        + ",\"name\":"
                        + string(e.name())
                        + ",\"stage\":"
                        + e.stage()
                        + ",\"ground\":"
                        + string(e.ground().word())
                        + "}")
            .collect(Collectors.joining(",")));
    out.append("],\n\"stages\":[");
    for (CountStage stage : result.stages()) {
      out.append(stage.number() == 1 ? "\n " : ",\n ");
      stage(stage);
    }
    return out.append("]}\n").toString();
  }

  private void stage(CountStage stage) {
    out.append("{\"stage\":").append(stage.number());
    out.append(",\"action\":").append(string(stage.action().word()));
    out.append(",\"candidates\":").append(numbers(stage.candidates()));
    out.append(",\"why\":").append(stage.why() == null ? "null" : string(stage.why().word()));
    out.append(",\"quota\":").append(decimal(stage.quota()));
    out.append(",\"surplus\":").append(decimal(stage.surplus()));
    out.append(",\"transferValue\":").append(decimal(stage.transferValue()));
    out.append(",\"votes\":").append(votes(stage.votes(), true));
    out.append(",\"nonTransferable\":").append(decimal(stage.nonTransferable()));
    out.append(",\"elected\":");
    out.append(numbers(stage.elected().stream().map(CountResult.Elected::candidate).toList()));
    out.append(",\"lots\":[");
    out.append(stage.lots().stream().map(this::lot).collect(Collectors.joining(",")));
    out.append("],\"transfers\":[");
    out.append(stage.transfers().stream().map(this::transfer).collect(Collectors.joining(",")));
    out.append("]}");
  }

  private String lot(DrawingOfLots.Drawn lot) {
    return "{\"for\":"
        + string(lot.question().purpose().word())
        + ",\"tied\":"
        + numbers(lot.question().tied())
        + ",\"drawn\":"
        + lot.drawn()
        + "}";
  }

  private String transfer(CountStage.Transfer transfer) {
    StringBuilder papers = new StringBuilder();
    for (int c = 1; c <= transfer.papersTo().size(); c++) {
      if (transfer.papersTo().get(c - 1) > 0) {
        papers.append(papers.length() == 0 ? "" : ",");
        papers.append('"').append(c).append("\":").append(transfer.papersTo().get(c - 1));
      }
    }
    return "{\"value\":"
        + decimal(transfer.value())
        + ",\"papers\":{"
        + papers
        + "},\"nonTransferablePapers\":"
        + transfer.nonTransferablePapers()
        + ",\"votes\":"
        + votes(transfer.votesTo(), false)
        + ",\"nonTransferable\":"
        + decimal(transfer.nonTransferable())
        + "}";
  }

  private String votes(List<Long> votes, boolean zeroToo) {
    StringBuilder all = new StringBuilder("{");
    for (int c = 1; c <= votes.size(); c++) {
      if (zeroToo || votes.get(c - 1) != 0) {
        all.append(all.length() == 1 ? "" : ",");
        all.append('"').append(c).append("\":").append(decimal(votes.get(c - 1)));
      }
    }
    return all.append('}').toString();
  }

  private String decimal(OptionalLong units) {
    return units.isPresent() ? decimal(units.getAsLong()) : "null";
  }

  private String decimal(long units) {
    return "\"" + result.votes(units) + "\"";
  }

  private static String numbers(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
