package org.folkmoot.adapter.workbook.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.folkmoot.records.PersonRecord.Flag;

/**
 * What a column may mean. The synonyms are headings that exports of SIMS, Arbor, Bromcom, ESR and
 * the like carry, in lower case without blanks and signs, the likeliest first.
 */
enum Meaning {
  KEY(
      "key",
      "Record number",
      "recordnumber,id,key,recordid,personid,contactid,parentid,guardianid,carerid,staffid,arborid,"
          + "bromcomid,simsid,mispersonid,externalid,membershipnumber,admissionnumber,admissionno,"
          + "adno,pupilid,studentid,staffcode,hospitalnumber,mrn,patientid,reference,ref"),
  GIVEN(
      "given",
      "Given name",
      "legalforename,legalfirstname,forename,forenames,firstname,firstnames,givenname,givennames,"
          + "given,christianname,preferredforename,preferredfirstname,chosenforename"),
  FAMILY(
      "family",
      "Family name",
      "legalsurname,legallastname,surname,familyname,lastname,family,preferredsurname,"
          + "preferredlastname,chosensurname"),
  FULL_NAME(
      "full-name",
      "Whole name in one column",
      "fullname,name,pupilname,studentname,staffname,contactname,parentname,personname,patientname"),
  DATE_OF_BIRTH("date-of-birth", "Date of birth", "dateofbirth,dob,birthdate,birthday,born"),
  EMAIL(
      "email",
      "Email address",
      "email,emailaddress,contactemail,primaryemail,primaryemailaddress,mainemail,email1,homeemail,"
          + "parentemail,personalemail,workemail,workemailaddress,schoolemail"),
  SECOND_EMAIL(
      "second-email",
      "Second email address",
      "secondemail,email2,secondaryemail,alternativeemail,otheremail,homeemail,workemail"),
  TELEPHONE(
      "telephone",
      "Telephone (several columns allowed)",
      "telephone,telephonenumber,phone,phonenumber,mobile,mobilenumber,mobilephone,mobiletelephone,"
          + "tel,hometelephone,homephone,worktelephone,daytimetelephone,contactnumber"),
  ADDRESS(
      "address",
      "Address lines (several columns allowed, in order)",
      "address,postaladdress,homeaddress,addressline1,addressline2,addressline3,addressline4,"
          + "addressline5,address1,address2,address3,address4,address5,apartment,flat,housename,"
          + "housenumber,street,locality,town,towncity,city,county"),
  POSTCODE("postcode", "Postcode", "postcode,postalcode,homepostcode,zip"),
  KIND(
      "kind",
      "Why they are on the list (pupil, parent, teacher ...)",
      "kind,affiliation,relationship,relationshiptopupil,relationshiptostudent,relation,persontype,"
          + "membertype,type,category,stafftype,role"),
  ROLE("role", "Post held", "jobtitle,job,jobrole,post,posttitle,position,positiontitle,role"),
  CONTRACT("contract", "Kind of contract", "contract,contracttype,assignmentcategory"),
  RELATED_TO(
      "related-to",
      "Record number of the pupil or patient they belong to",
      "relatedto,relatedkey,pupilkey,childkey,childid,parentof,guardianof,carerof,relatedpupil"),
  ORGANISATION(
      "organisation",
      "School or site",
      "organisation,organization,school,schoolname,academy,establishment,site"),
  FROM(
      "from",
      "From (first day)",
      "from,datefrom,startdate,start,admissiondate,dateofadmission,doa,entrydate,datejoined,"
          + "joiningdate,employmentstartdate,contractstartdate,lateststartdate"),
  TO(
      "to",
      "To (last day)",
      "to,dateto,enddate,end,leavingdate,dateofleaving,dol,dateleft,leftdate,employmentenddate,"
          + "contractenddate"),
  CLASS(
      "class",
      "Class or form",
      "class,reg,reggroup,registrationgroup,regform,registrationform,form,formgroup,tutorgroup"),
  YEAR("year", "Year group", "year,yeargroup,ncyear,curriculumyear,nationalcurriculumyear"),
  UPN("upn", "Unique pupil number (UPN)", "upn,uniquepupilnumber"),
  PAYROLL(
      "payroll",
      "Payroll or employee number",
      "payrollnumber,payrollno,payroll,employeenumber,employeeno,employeeid,staffnumber"),
  NHS_NUMBER("nhs-number", "NHS number", "nhsnumber,nhsno"),
  DECEASED("deceased", "Has died (yes, or the date)", "deceased,died,dateofdeath,dod,dead"),
  NO_CONTACT("no-contact", "Must not be contacted", "nocontact,donotcontact,nocorrespondence"),
  ADDRESS_WITHHELD(
      "address-withheld",
      "Address is withheld",
      "addresswithheld,addressconfidential,confidentialaddress,hideaddress"),
  COURT_ORDER("court-order", "There is a court order", "courtorder,courtorders,legalrestriction"),
  RESTRICTED("restricted", "Restricted record", "restricted,sensitive,confidential,sensitiveflag");

  private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]");
  private static final Set<Meaning> SEVERAL = Set.of(ADDRESS, TELEPHONE, EMAIL, SECOND_EMAIL);

  /** A list of contacts often names the pupil by the number the pupil list uses as its key. */
  private static final List<String> PUPIL_BESIDE_CONTACT =
      List.of("pupilid", "studentid", "patientid", "admissionnumber", "admissionno", "adno");

  private static final Set<String> CONTACT_KEYS =
      Set.of("contactid", "parentid", "guardianid", "carerid");

  private final String word;
  private final String title;
  private final List<String> synonyms;

  Meaning(String word, String title, String synonyms) {
    this.word = word;
    this.title = title;
    this.synonyms = List.of(synonyms.split(","));
  }

  String word() {
    return word;
  }

  String title() {
    return title;
  }

  /** Whether more than one column may have this meaning. */
  boolean several() {
    return SEVERAL.contains(this);
  }

  /** The flag a column of this meaning sets. */
  Optional<Flag> flag() {
    return switch (this) {
      case DECEASED -> Optional.of(Flag.DECEASED);
      case NO_CONTACT -> Optional.of(Flag.NO_CONTACT);
      case ADDRESS_WITHHELD -> Optional.of(Flag.ADDRESS_WITHHELD);
      case COURT_ORDER -> Optional.of(Flag.COURT_ORDER);
      case RESTRICTED -> Optional.of(Flag.RESTRICTED);
      default -> Optional.empty();
    };
  }

  static Optional<Meaning> ofWord(String word) {
    for (Meaning meaning : values()) {
      if (meaning.word.equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  /** Whether a heading looks like one of any meaning's. */
  static boolean recognises(String heading) {
    String bare = bare(heading);
    for (Meaning meaning : values()) {
      if (meaning.synonyms.contains(bare)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What each heading probably means; headings that say nothing are left out. A meaning that takes
   * one column gets the likeliest.
   */
  static Map<String, Meaning> suggest(List<String> headings) {
    Map<String, Meaning> suggested = new LinkedHashMap<>();
    for (Meaning meaning : values()) {
      List<String> free = headings.stream().filter(h -> !suggested.containsKey(h)).toList();
      if (meaning.several()) {
        free.stream()
            .filter(heading -> meaning.synonyms.contains(bare(heading)))
            .forEach(heading -> suggested.put(heading, meaning));
      } else {
        likeliest(meaning.synonyms, free).ifPresent(heading -> suggested.put(heading, meaning));
      }
    }
    if (suggested.containsValue(GIVEN) && suggested.containsValue(FAMILY)) {
      suggested.values().removeIf(FULL_NAME::equals);
    }
    suggestPupilOfContact(headings, suggested);
    return inOrderOf(headings, suggested);
  }

  private static void suggestPupilOfContact(List<String> headings, Map<String, Meaning> suggested) {
    boolean contacts =
        suggested.entrySet().stream()
            .anyMatch(e -> e.getValue() == KEY && CONTACT_KEYS.contains(bare(e.getKey())));
    if (contacts && !suggested.containsValue(RELATED_TO)) {
      List<String> free = headings.stream().filter(h -> !suggested.containsKey(h)).toList();
      likeliest(PUPIL_BESIDE_CONTACT, free).ifPresent(h -> suggested.put(h, RELATED_TO));
    }
  }

  private static Optional<String> likeliest(List<String> synonyms, List<String> headings) {
    for (String synonym : synonyms) {
      for (String heading : headings) {
        if (synonym.equals(bare(heading))) {
          return Optional.of(heading);
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, Meaning> inOrderOf(
      List<String> headings, Map<String, Meaning> suggested) {
    Map<String, Meaning> ordered = new LinkedHashMap<>();
    for (String heading : headings) {
      if (suggested.containsKey(heading)) {
        ordered.put(heading, suggested.get(heading));
      }
    }
    return ordered;
  }

  /** Headings grouped by meaning, in the order of the columns. */
  static Map<Meaning, List<Integer>> columns(Map<Integer, Meaning> byColumn) {
    Map<Meaning, List<Integer>> columns = new EnumMap<>(Meaning.class);
    byColumn.forEach(
        (column, meaning) -> columns.computeIfAbsent(meaning, m -> new ArrayList<>()).add(column));
    return columns;
  }

  static String bare(String heading) {
    return SIGNS.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
