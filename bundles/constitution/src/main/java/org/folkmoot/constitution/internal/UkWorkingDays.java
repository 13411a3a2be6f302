package org.folkmoot.constitution.internal;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.constitution.Nation;
import org.folkmoot.constitution.Refusal;
import org.folkmoot.constitution.RefusedSetting;
import org.folkmoot.constitution.RefusedSettings;
import org.folkmoot.constitution.WorkingDays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Working days of the four nations, from Jollyday's bank holidays and those proclaimed since. */
@Component(configurationPid = UkWorkingDays.PID)
@Designate(ocd = UkWorkingDays.Settings.class)
public final class UkWorkingDays implements WorkingDays {
  static final String PID = "org.folkmoot.workingdays";

  /** Bank holidays proclaimed after this software was made. */
  @ObjectClassDefinition(
      name = "Folkmoot working days",
      description = "Bank holidays proclaimed after this software was made.")
  @interface Settings {
    @AttributeDefinition(
        name = "Proclaimed bank holidays",
        description =
            "Each as: date, nations, name. For example: 2022-09-19 all State funeral of"
                + " Queen Elizabeth II. Nations are all, or england,wales,scotland,"
                + "northern-ireland. In a .cfg file separate several by semicolons.")
    String[] proclaimed() default {};
  }

  private record NationYear(Nation nation, int year) {}

  private final HolidayManager library = BritishHolidays.library();
  private final Map<NationYear, Map<LocalDate, String>> years = new ConcurrentHashMap<>();
  private final List<BankHoliday> proclaimed;

  /** For use without the framework. */
  public UkWorkingDays() {
    this(List.of());
  }

  UkWorkingDays(List<BankHoliday> proclaimed) {
    this.proclaimed = List.copyOf(proclaimed);
  }

  @Activate
  public UkWorkingDays(Settings settings, @Reference RefusedSettings refused) {
    this(read(settings.proclaimed(), refused));
  }

  private static List<BankHoliday> read(String[] lines, RefusedSettings refused) {
    List<BankHoliday> holidays = new ArrayList<>();
    List<RefusedSetting> faults = new ArrayList<>();
    for (String line : SettingList.of(lines)) {
      try {
        holidays.add(BankHoliday.of(line));
      } catch (IllegalArgumentException e) {
        faults.add(
            new RefusedSetting(
                PID,
                "proclaimed",
                line,
                new Refusal(
                    "proclaimed bank holiday: " + e.getMessage(),
                    "docs/rule-packs.md, rule P7",
                    "Write it as: 2022-09-19 all State funeral of Queen Elizabeth II")));
      }
    }
    refused.settle(PID, faults);
    return holidays;
  }

  @Override
  public boolean isWorkingDay(LocalDate day, Nation nation) {
    return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()
        && !holidays(day, nation).containsKey(day);
  }

  @Override
  public Optional<String> notWorkingBecause(LocalDate day, Nation nation) {
    String holiday = holidays(day, nation).get(day);
    if (holiday != null) {
      return Optional.of(holiday);
    }
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> Optional.of("Saturday");
      case SUNDAY -> Optional.of("Sunday");
      default -> Optional.empty();
    };
  }

  @Override
  public LocalDate before(LocalDate day, int workingDays, Nation nation) {
    if (workingDays < 0) {
      throw new IllegalArgumentException("working days before: not negative");
    }
    LocalDate found = day;
    for (int left = workingDays; left > 0; ) {
      found = found.minusDays(1);
      if (isWorkingDay(found, nation)) {
        left--;
      }
    }
    return found;
  }

  @Override
  public int between(LocalDate from, LocalDate to, Nation nation) {
    if (to.isBefore(from)) {
      return -between(to, from, nation);
    }
    int count = 0;
    for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
      if (isWorkingDay(day, nation)) {
        count++;
      }
    }
    return count;
  }

  private Map<LocalDate, String> holidays(LocalDate day, Nation nation) {
    return years.computeIfAbsent(new NationYear(nation, day.getYear()), this::holidays);
  }

  private Map<LocalDate, String> holidays(NationYear wanted) {
    Map<LocalDate, String> days = new TreeMap<>();
    for (Holiday holiday : library.getHolidays(Year.of(wanted.year()), region(wanted.nation()))) {
      days.putIfAbsent(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
    }
    for (BankHoliday holiday : proclaimed) {
      if (holiday.date().getYear() == wanted.year()
          && holiday.nations().contains(wanted.nation())) {
        days.put(holiday.date(), holiday.name());
      }
    }
    return Map.copyOf(days);
  }

  private static String region(Nation nation) {
    return switch (nation) {
      case ENGLAND -> "eng";
      case WALES -> "wls";
      case SCOTLAND -> "sct";
      case NORTHERN_IRELAND -> "nir";
    };
  }
}
