package org.folkmoot.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstitutionPathTest {
  @Test
  void aPathUnderAnInstitutionIsTakenApart() {
    InstitutionPath path = InstitutionPath.parse("/i/oak-school/vote/abc").orElseThrow();
    assertThat(path.institution()).isEqualTo("oak-school");
    assertThat(path.matches("vote", "*")).isTrue();
    assertThat(path.matches("vote")).isFalse();
    assertThat(path.segment(1)).isEqualTo("abc");
    assertThat(path.segment(2)).isEmpty();
    assertThat(path.to("a b", "c/d")).isEqualTo("/i/oak-school/a%20b/c%2Fd");
    assertThat(InstitutionPath.parse("/i/oak/").orElseThrow().rest()).isEmpty();
  }

  @Test
  void anyOtherPathIsNone() {
    for (String other :
        List.of("/", "/i", "/i/", "/x/oak", "/i/OAK", "/i/-a/b", "/i/oak//b", "i/oak/a")) {
      assertThat(InstitutionPath.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void aServiceThatIsAwayIsAnsweredAsSwitchedOff() {
    PerInstitution<String> services = new PerInstitution<>();
    InstitutionPath oak = InstitutionPath.parse("/i/oak").orElseThrow();
    services.bind("first", Map.of("institution", "oak"));
    services.bind("second", Map.of("institution", "oak"));
    services.unbind("first", Map.of("institution", "oak"));
    assertThat(services.on(oak)).isEqualTo("second");
    services.unbind("second", Map.of("institution", "oak"));
    assertThatThrownBy(() -> services.on(oak))
        .isInstanceOfSatisfying(
            Problem.Found.class,
            found -> assertThat(found.problem()).isEqualTo(Problem.SWITCHED_OFF));
    assertThatThrownBy(() -> services.bind("third", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongListIsShownPageByPage() {
    assertThat(new Paging(4, 20, 310, "?page=").shown()).containsExactly(1, 0, 3, 4, 5, 0, 16);
    assertThat(new Paging(99, 20, 41, "?page=").number()).isEqualTo(3);
    Paging last = new Paging(3, 20, 41, "?page=");
    assertThat(last.first()).isEqualTo(41);
    assertThat(last.last()).isEqualTo(41);
    assertThat(new Paging(1, 20, 0, "?page=").first()).isZero();
  }
}
