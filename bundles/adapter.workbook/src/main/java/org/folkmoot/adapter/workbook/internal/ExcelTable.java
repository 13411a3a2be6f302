package org.folkmoot.adapter.workbook.internal;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.folkmoot.records.BadRow;
import org.folkmoot.records.SourceFailed;
import org.folkmoot.records.reading.FileLimits;
import org.xml.sax.SAXException;

/**
 * The first sheet of an Excel workbook, read as it streams by. Formulas are passed over; the value
 * Excel saved beside them is read. A cell that Excel shows as a date is read as one.
 */
final class ExcelTable implements Table {
  private static final String BINARY_WORKBOOK =
      "application/vnd.ms-excel.sheet.binary.macroEnabled.main";

  /** What is read as it streams by; all else is held in memory. */
  private static final String SHEETS = "xl/worksheets/";

  /** Excel's dates end with the year 9999. */
  private static final double AFTER_LAST_DATE = 2_958_466;

  /** Excel has numbers to 1.8E308: no true cell needs more places. */
  private static final int MOST_PLACES = 400;

  private final String name;
  private final FileLimits limits;
  private final OPCPackage pack;
  private final ReadOnlySharedStringsTable strings;
  private final StylesTable styles;
  private final boolean from1904;
  private final XMLStreamReader sheet;
  private final InputStream sheetStream;
  private final List<String> otherSheets;
  private final Map<Integer, Boolean> dateStyles = new HashMap<>();
  private long row;

  private ExcelTable(String name, FileLimits limits, OPCPackage pack)
      throws IOException, OpenXML4JException, SAXException, XMLStreamException {
    this.name = name;
    this.limits = limits;
    this.pack = pack;
    XSSFReader reader = new XSSFReader(pack);
    this.strings = new ReadOnlySharedStringsTable(pack, false);
    this.styles = reader.getStylesTable();
    XMLInputFactory xml = XMLHelper.newXMLInputFactory(); // refuses DTDs and external entities
    try (InputStream workbook = reader.getWorkbookData()) {
      this.from1904 = countsFrom1904(xml.createXMLStreamReader(workbook));
    }
    XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
    if (!sheets.hasNext()) {
      throw new IOException("the workbook has no sheet");
    }
    this.sheetStream = sheets.next();
    this.otherSheets = new ArrayList<>();
    while (sheets.hasNext()) {
      sheets.next().close();
      if (!sheets.getSheetName().equals(BlankWorkbook.NOTES)) {
        otherSheets.add(sheets.getSheetName());
      }
    }
    this.sheet = xml.createXMLStreamReader(sheetStream);
  }

  static ExcelTable open(Path file, FileLimits limits) throws SourceFailed {
    String name = file.getFileName().toString();
    limits.checkZip(file, part -> !part.startsWith(SHEETS));
    OPCPackage pack = null;
    try {
      pack = OPCPackage.open(file.toFile(), PackageAccess.READ);
      if (!pack.getPartsByContentType(BINARY_WORKBOOK).isEmpty()) {
        throw new IOException("a binary workbook");
      }
      return new ExcelTable(name, limits, pack);
    } catch (IOException
        | OpenXML4JException
        | SAXException
        | XMLStreamException
        | RuntimeException notAWorkbook) { // POI answers damaged parts with many unchecked ones
      if (pack != null) {
        pack.revert();
      }
      throw new SourceFailed(
          name
              + " is not an Excel workbook that can be read, or it is damaged."
              + " Open it in Excel and save it as .xlsx (Excel Workbook).",
          notAWorkbook);
    }
  }

  @Override
  public Optional<Row> next() throws SourceFailed {
    try {
      while (sheet.hasNext()) {
        int event = sheet.next();
        if (event == XMLStreamConstants.START_ELEMENT && sheet.getLocalName().equals("row")) {
          String number = sheet.getAttributeValue(null, "r");
          row = number == null ? row + 1 : Long.parseLong(number);
          if (row > limits.rows()) {
            throw new SourceFailed(
                name + " has more than " + limits.rows() + " rows. Split it into several files.");
          }
          return Optional.of(new Row(row, cells()));
        }
        if (event == XMLStreamConstants.END_ELEMENT && sheet.getLocalName().equals("sheetData")) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | NumberFormatException | IndexOutOfBoundsException damaged) {
      throw new SourceFailed(
          name
              + " is damaged at or after row "
              + row
              + " of its first sheet. Open it in Excel and save it again.",
          damaged);
    }
  }

  private List<String> cells() throws XMLStreamException, SourceFailed {
    List<String> cells = new ArrayList<>();
    int column = -1;
    while (true) {
      int event = sheet.next();
      if (event == XMLStreamConstants.END_ELEMENT && sheet.getLocalName().equals("row")) {
        return cells;
      }
      if (event == XMLStreamConstants.START_ELEMENT && sheet.getLocalName().equals("c")) {
        String reference = sheet.getAttributeValue(null, "r");
        column = reference == null ? column + 1 : columnOf(reference);
        String value = value();
        if (!value.isEmpty()) {
          if (column >= limits.columns()) {
            throw new SourceFailed(
                "Row "
                    + row
                    + " of "
                    + name
                    + " has more than "
                    + limits.columns()
                    + " columns. Keep only the columns that are needed.");
          }
          while (cells.size() < column) {
            cells.add("");
          }
          cells.add(value);
        }
      }
    }
  }

  /** What stands in the cell whose start was just read; reads on to its end. */
  private String value() throws XMLStreamException, SourceFailed {
    String type = sheet.getAttributeValue(null, "t");
    String style = sheet.getAttributeValue(null, "s");
    StringBuilder text = new StringBuilder();
    boolean wanted = false;
    int phonetic = 0;
    while (true) {
      switch (sheet.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String element = sheet.getLocalName();
          phonetic += element.equals("rPh") ? 1 : 0;
          wanted = phonetic == 0 && (element.equals("v") || element.equals("t"));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (wanted) {
            text.append(sheet.getText());
            if (text.length() > limits.cellCharacters()) {
              throw tooLong();
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          wanted = false;
          phonetic -= sheet.getLocalName().equals("rPh") ? 1 : 0;
          if (sheet.getLocalName().equals("c")) {
            return shown(type, style, text.toString());
          }
        }
        default -> {}
      }
    }
  }

  private String shown(String type, String style, String raw) throws SourceFailed {
    if (raw.isEmpty()) {
      return "";
    }
    if (type == null || type.equals("n")) {
      return number(raw.strip(), style);
    }
    return switch (type) {
      case "s" -> {
        String shared = strings.getItemAt(Integer.parseInt(raw.strip())).getString();
        if (shared.length() > limits.cellCharacters()) {
          throw tooLong();
        }
        yield shared;
      }
      case "b" -> raw.strip().equals("1") ? "TRUE" : "FALSE";
      default -> raw;
    };
  }

  private String number(String raw, String style) {
    double value = Double.parseDouble(raw);
    if (style != null
        && DateUtil.isValidExcelDate(value)
        && value >= 1
        && value < AFTER_LAST_DATE
        && dateStyles.computeIfAbsent(Integer.valueOf(style), this::showsDates)) {
      return DateUtil.getLocalDateTime(value, from1904).toLocalDate().toString();
    }
    BigDecimal exact = new BigDecimal(raw);
    if (exact.signum() == 0) {
      return "0";
    }
    // 1E999999999 written out would fill the memory.
    return Math.abs((long) exact.scale()) > MOST_PLACES
        ? raw
        : exact.stripTrailingZeros().toPlainString();
  }

  private boolean showsDates(int style) {
    XSSFCellStyle cellStyle = styles.getStyleAt(style);
    return cellStyle != null
        && DateUtil.isADateFormat(cellStyle.getDataFormat(), cellStyle.getDataFormatString());
  }

  @Override
  public boolean cellsMayShift() {
    return false;
  }

  @Override
  public List<BadRow> notes() {
    if (otherSheets.isEmpty()) {
      return List.of();
    }
    return List.of(
        new BadRow(
            name,
            0,
            "",
            String.join(", ", otherSheets),
            "The workbook has other sheets; only the first is read.",
            "If they hold persons too, save each as a workbook of its own.",
            false));
  }

  @Override
  public void close() throws SourceFailed {
    pack.revert(); // closes without writing anything back
    try {
      sheet.close();
      sheetStream.close();
    } catch (XMLStreamException | IOException unreadable) {
      throw new SourceFailed(name + " could not be closed. Try again.", unreadable);
    }
  }

  private SourceFailed tooLong() {
    return new SourceFailed(
        "Row "
            + row
            + " of "
            + name
            + " has a cell of more than "
            + limits.cellCharacters()
            + " characters, more than Excel itself can hold. Shorten it and save the workbook.");
  }

  private static int columnOf(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
      column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
    }
    return column - 1;
  }

  private static boolean countsFrom1904(XMLStreamReader workbook) throws XMLStreamException {
    while (workbook.hasNext()) {
      if (workbook.next() == XMLStreamConstants.START_ELEMENT
          && workbook.getLocalName().equals("workbookPr")) {
        String from1904 = workbook.getAttributeValue(null, "date1904");
        return "1".equals(from1904) || "true".equals(from1904);
      }
    }
    return false;
  }
}
