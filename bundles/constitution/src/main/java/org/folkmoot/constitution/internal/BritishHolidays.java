package org.folkmoot.constitution.internal;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameter;
import de.focus_shift.jollyday.core.ManagerParameters;
import de.focus_shift.jollyday.core.impl.DefaultHolidayManager;
import de.focus_shift.jollyday.core.spi.ChristianHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.EthiopianOrthodoxHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.FixedHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.FixedWeekdayBetweenFixedHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.FixedWeekdayInMonthHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.FixedWeekdayRelativeToFixedHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.HolidayCalendarConfiguration;
import de.focus_shift.jollyday.core.spi.HolidayCalendarConfigurationService;
import de.focus_shift.jollyday.core.spi.HolidayConfigurations;
import de.focus_shift.jollyday.core.spi.IslamicHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.Movable;
import de.focus_shift.jollyday.core.spi.Occurrence;
import de.focus_shift.jollyday.core.spi.RelativeToEasterSundayHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.RelativeToFixedHolidayConfiguration;
import de.focus_shift.jollyday.core.spi.RelativeToWeekdayInMonthHolidayConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads Jollyday's own British calendar for it.
 *
 * <p>Jollyday finds its reader by service loading, which in OSGi would need SPI Fly and a JAXB of
 * eight bundles. The British file uses three kinds of holiday only; whatever else a later version
 * may hold is refused here, so that no holiday is passed over in silence.
 */
final class BritishHolidays implements HolidayCalendarConfigurationService {
  private static final String FILE = "/holidays/Holidays_gb.xml";

  /** The library, set up for the United Kingdom without its service loading. */
  static HolidayManager library() {
    Properties parsers = new Properties();
    try (InputStream in = BritishHolidays.class.getResourceAsStream("/jollyday.properties")) {
      if (in == null) {
        throw new IllegalStateException("jollyday.properties is missing from the bundle");
      }
      parsers.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("jollyday.properties", e);
    }
    DefaultHolidayManager library = new DefaultHolidayManager();
    library.setConfigurationService(new BritishHolidays());
    library.init(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM, parsers));
    return library;
  }

  @Override
  public HolidayCalendarConfiguration getHolidayCalendarConfiguration(ManagerParameter parameter) {
    try (InputStream in = BritishHolidays.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the bundle");
      }
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      return calendar(factory.newDocumentBuilder().parse(in).getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(FILE + " cannot be read", e);
    }
  }

  private static Calendar calendar(Element element) {
    List<FixedHolidayConfiguration> fixed = new ArrayList<>();
    List<FixedWeekdayInMonthHolidayConfiguration> weekdays = new ArrayList<>();
    List<ChristianHolidayConfiguration> christian = new ArrayList<>();
    List<HolidayCalendarConfiguration> parts = new ArrayList<>();
    for (Element child : children(element)) {
      switch (child.getLocalName()) {
        case "Sources" -> {}
        case "SubConfigurations" -> parts.add(calendar(child));
        case "Holidays" -> {
          for (Element holiday : children(child)) {
            switch (holiday.getLocalName()) {
              case "Fixed" ->
                  fixed.add(
                      new Fixed(
                          MonthDay.of(
                              Month.valueOf(required(holiday, "month")),
                              Integer.parseInt(required(holiday, "day"))),
                          Common.of(holiday)));
              case "FixedWeekday" ->
                  weekdays.add(
                      new Weekday(
                          DayOfWeek.valueOf(required(holiday, "weekday")),
                          Month.valueOf(required(holiday, "month")),
                          Occurrence.valueOf(required(holiday, "which")),
                          Common.of(holiday)));
              case "ChristianHoliday" ->
                  christian.add(
                      new Christian(
                          ChristianHolidayConfiguration.ChristianHolidayType.valueOf(
                              required(holiday, "type")),
                          Common.of(holiday)));
              default -> throw unknown(holiday, "element " + holiday.getLocalName());
            }
          }
        }
        default -> throw unknown(child, "element " + child.getLocalName());
      }
    }
    return new Calendar(
        required(element, "hierarchy"),
        required(element, "description"),
        new Holidays(fixed, weekdays, christian),
        parts);
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static String required(Element element, String attribute) {
    if (!element.hasAttribute(attribute)) {
      throw unknown(element, "no attribute " + attribute);
    }
    return element.getAttribute(attribute);
  }

  private static IllegalStateException unknown(Element where, String what) {
    return new IllegalStateException(
        FILE + ", " + where.getLocalName() + ": " + what + "; this version reads it differently");
  }

  /** What every kind of holiday may say. */
  record Common(
      String key,
      Optional<Year> from,
      Optional<Year> to,
      List<Movable.MovingCondition> conditions) {
    private static final Set<String> KNOWN =
        Set.of(
            "month",
            "day",
            "which",
            "weekday",
            "type",
            "validFrom",
            "validTo",
            "descriptionPropertiesKey");

    static Common of(Element holiday) {
      for (int i = 0; i < holiday.getAttributes().getLength(); i++) {
        String attribute = holiday.getAttributes().item(i).getNodeName();
        if (!KNOWN.contains(attribute)) {
          throw unknown(holiday, "attribute " + attribute);
        }
      }
      List<Movable.MovingCondition> conditions = new ArrayList<>();
      for (Element condition : children(holiday)) {
        conditions.add(
            new Moving(
                DayOfWeek.valueOf(required(condition, "substitute")),
                Movable.MovingCondition.With.valueOf(required(condition, "with")),
                DayOfWeek.valueOf(required(condition, "weekday"))));
      }
      return new Common(
          holiday.getAttribute("descriptionPropertiesKey"),
          year(holiday, "validFrom"),
          year(holiday, "validTo"),
          conditions);
    }

    private static Optional<Year> year(Element holiday, String attribute) {
      return holiday.hasAttribute(attribute)
          ? Optional.of(Year.parse(holiday.getAttribute(attribute)))
          : Optional.empty();
    }
  }

  record Moving(DayOfWeek substitute, Movable.MovingCondition.With with, DayOfWeek weekday)
      implements Movable.MovingCondition {}

  record Calendar(
      String hierarchy,
      String description,
      HolidayConfigurations holidays,
      List<HolidayCalendarConfiguration> parts)
      implements HolidayCalendarConfiguration {
    @Override
    public Stream<HolidayCalendarConfiguration> subConfigurations() {
      return parts.stream();
    }
  }

  record Fixed(MonthDay day, Common common) implements FixedHolidayConfiguration {
    @Override
    public String descriptionPropertiesKey() {
      return common.key();
    }

    @Override
    public HolidayType holidayType() {
      return HolidayType.PUBLIC_HOLIDAY;
    }

    @Override
    public List<MovingCondition> conditions() {
      return common.conditions();
    }

    @Override
    public Optional<Year> validFrom() {
      return common.from();
    }

    @Override
    public Optional<Year> validTo() {
      return common.to();
    }

    @Override
    public YearCycle cycle() {
      return YearCycle.EVERY_YEAR;
    }
  }

  record Weekday(DayOfWeek weekday, Month month, Occurrence which, Common common)
      implements FixedWeekdayInMonthHolidayConfiguration {
    @Override
    public String descriptionPropertiesKey() {
      return common.key();
    }

    @Override
    public HolidayType holidayType() {
      return HolidayType.PUBLIC_HOLIDAY;
    }

    @Override
    public List<MovingCondition> conditions() {
      return common.conditions();
    }

    @Override
    public Optional<Year> validFrom() {
      return common.from();
    }

    @Override
    public Optional<Year> validTo() {
      return common.to();
    }

    @Override
    public YearCycle cycle() {
      return YearCycle.EVERY_YEAR;
    }
  }

  record Christian(ChristianHolidayType type, Common common)
      implements ChristianHolidayConfiguration {
    @Override
    public Chronology chronology() {
      return IsoChronology.INSTANCE;
    }

    @Override
    public String descriptionPropertiesKey() {
      return common.key().isEmpty()
          ? descriptionPropertiesKeyPrefix() + descriptionPropertiesKeyPrefixSeparator() + type
          : common.key();
    }

    @Override
    public HolidayType holidayType() {
      return HolidayType.PUBLIC_HOLIDAY;
    }

    @Override
    public List<MovingCondition> conditions() {
      return common.conditions();
    }

    @Override
    public Optional<Year> validFrom() {
      return common.from();
    }

    @Override
    public Optional<Year> validTo() {
      return common.to();
    }

    @Override
    public YearCycle cycle() {
      return YearCycle.EVERY_YEAR;
    }
  }

  /**
   * Public, because Jollyday calls its methods by reflection and takes the kind of each list from
   * its generic return type.
   */
  public record Holidays(
      List<FixedHolidayConfiguration> fixed,
      List<FixedWeekdayInMonthHolidayConfiguration> fixedWeekdays,
      List<ChristianHolidayConfiguration> christianHolidays)
      implements HolidayConfigurations {
    @Override
    public List<RelativeToFixedHolidayConfiguration> relativeToFixed() {
      return List.of();
    }

    @Override
    public List<RelativeToWeekdayInMonthHolidayConfiguration> relativeToWeekdayInMonth() {
      return List.of();
    }

    @Override
    public List<IslamicHolidayConfiguration> islamicHolidays() {
      return List.of();
    }

    @Override
    public List<FixedWeekdayBetweenFixedHolidayConfiguration> fixedWeekdayBetweenFixed() {
      return List.of();
    }

    @Override
    public List<FixedWeekdayRelativeToFixedHolidayConfiguration> fixedWeekdayRelativeToFixed() {
      return List.of();
    }

    @Override
    public List<EthiopianOrthodoxHolidayConfiguration> ethiopianOrthodoxHolidays() {
      return List.of();
    }

    @Override
    public List<RelativeToEasterSundayHolidayConfiguration> relativeToEasterSunday() {
      return List.of();
    }
  }
}
