package org.folkmoot.adapter.workbook.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.folkmoot.records.Affiliation.Kinds;
import org.folkmoot.records.reading.PersonNames;

/**
 * The words lists use for why they hold a person, and the kind of affiliation each names. A word
 * that is not here passes through as it stands; the institution may add its own words to a mapping
 * ({@code kind:Lead practitioner} to {@code employee}), and they come first.
 */
final class KindWords {
  private static final Map<String, String> USUAL = new HashMap<>();

  static {
    usual(Kinds.PUPIL, "pupil,student,learner,child,disgybl");
    usual(
        Kinds.PARENT,
        "parent,mother,father,mum,dad,mam,carer,guardian,parentcarer,parentguardian,stepmother,"
            + "stepfather,stepparent,fostermother,fosterfather,fosterparent,fostercarer,"
            + "adoptiveparent,adoptivemother,adoptivefather,legalguardian,rhiant,gofalwr");
    usual(Kinds.PAID_CARER, "paidcarer,careworker,professionalcarer");
    usual(Kinds.CARER, "carerofpatient,patientcarer,unpaidcarer");
    usual(
        Kinds.EMPLOYEE,
        "employee,staff,teacher,ta,teachingassistant,hlta,headteacher,head,deputyhead,"
            + "deputyheadteacher,assistanthead,assistantheadteacher,principal,teachingstaff,"
            + "supportstaff,associatestaff,admin,administrator,officemanager,businessmanager,"
            + "sitemanager,caretaker,cleaner,cook,middaysupervisor,lunchtimesupervisor,technician,"
            + "librarian,learningmentor,coversupervisor,senco,nurse,midwife,doctor,consultant,"
            + "porter,staffmember,memberofstaff,athro,staffmembers");
    usual(Kinds.CONTRACT, "contract,contractor,agency,agencystaff,bankstaff,supply,supplyteacher");
    usual(Kinds.PATIENT, "patient,serviceuser,inpatient,outpatient");
    usual(Kinds.VOLUNTEER, "volunteer,gwirfoddolwr");
    usual(Kinds.RESIDENT, "resident,community,communitymember,localresident,public,neighbour");
    usual(Kinds.GOVERNOR, "governor,trustee,llywodraethwr");
  }

  private final Map<String, String> own;

  /**
   * The usual words, after the institution's own.
   *
   * @param own word to kind
   */
  KindWords(Map<String, String> own) {
    Map<String, String> bare = new HashMap<>();
    own.forEach((word, kind) -> bare.put(Meaning.bare(word), kind));
    this.own = bare;
  }

  /** One kind, with the word that named it. */
  record Named(String kind, String word) {}

  /** The kinds a cell names; several stand apart by semicolon, comma or line. */
  List<Named> kinds(String cell) {
    List<Named> named = new ArrayList<>();
    for (String part : cell.split("[;,|\\r\\n]")) {
      String word = PersonNames.tidy(part);
      if (word.isEmpty()) {
        continue;
      }
      String bare = Meaning.bare(word);
      String kind = own.getOrDefault(bare, USUAL.getOrDefault(bare, word));
      if (named.stream().noneMatch(earlier -> earlier.kind().equals(kind))) {
        named.add(new Named(kind, word.toLowerCase(Locale.ROOT).equals(kind) ? kind : word));
      }
    }
    return named;
  }

  private static void usual(String kind, String words) {
    for (String word : words.split(",")) {
      USUAL.put(word, kind);
    }
  }
}
