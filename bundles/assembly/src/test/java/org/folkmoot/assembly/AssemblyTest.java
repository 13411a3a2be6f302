package org.folkmoot.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.folkmoot.assembly.internal.AssembliesOfInstitution;
import org.folkmoot.constitution.Refused;
import org.folkmoot.constitution.VotingMethod;
import org.folkmoot.election.TrialSchool;
import org.folkmoot.notice.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calling an assembly in due time, and proving it. */
class AssemblyTest {
  private TrialSchool school;
  private Assemblies assemblies;

  @BeforeEach
  void open() {
    school = TrialSchool.withMembers(4, 2, 2);
    assemblies =
        new AssembliesOfInstitution(
            school.register,
            school.store.database(),
            school.store.journal(),
            school.post.postOffice(),
            school.clock);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private static AssemblyPlan plan(LocalDateTime when) {
    return new AssemblyPlan(
        "Annual assembly", true, when, "The hall", List.of("Report", "Questions", "The leader"));
  }

  @Test
  void theLastDayForNoticeLeavesTheClearDaysThePackAsks() {
    LocalDate email =
        assemblies.lastDayForNotice(LocalDate.of(2027, 4, 14)).get(VotingMethod.EMAIL);
    int served =
        school
            .institution
            .constitution()
            .pack()
            .assembly()
            .deemedServiceDays()
            .get(VotingMethod.EMAIL);
    // 14 clear days: neither the day of service nor the day of the meeting counts.
    assertThat(email).isEqualTo(LocalDate.of(2027, 3, 30).minusDays(served));
  }

  @Test
  void aCallThatComesADayTooLateIsRefusedWithTheNextDayPossible() {
    LocalDate meeting = LocalDate.of(2027, 4, 14);
    LocalDate last = assemblies.lastDayForNotice(meeting).get(VotingMethod.EMAIL);
    school.at(last.plusDays(1), 9, 0);
    assertThatThrownBy(() -> assemblies.plan(plan(meeting.atTime(18, 0)), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("13 clear days")
        .hasMessageContaining("14 are needed")
        .hasMessageContaining("2027-04-15");
    assertThat(assemblies.all()).isEmpty();
    assertThat(assemblies.plan(plan(meeting.plusDays(1).atTime(18, 0)), "clerk").agenda())
        .hasSize(3);
  }

  @Test
  void everyMemberIsCalledWithTheAgendaAndTheProofSaysSo() {
    Assembly assembly = assemblies.plan(plan(LocalDateTime.of(2027, 4, 14, 18, 0)), "clerk");
    assemblies.giveNotice(assembly.id(), "clerk");
    school.post.awaitSent("oak", Duration.ofSeconds(30));
    List<Service> proof = assemblies.proofOfService(assembly.id());
    assertThat(proof).hasSize(8);
    assertThat(proof)
        .allSatisfy(
            service -> {
              assertThat(service.state()).isEqualTo(Service.State.SENT);
              assertThat(service.textHash().orElseThrow()).matches("[0-9a-f]{64}");
            });
    assertThat(school.mail)
        .filteredOn(message -> message.subject().startsWith("Annual assembly"))
        .hasSize(8)
        .allSatisfy(message -> assertThat(message.text()).contains("The leader", "The hall"));
    assertThatThrownBy(() -> assemblies.giveNotice(assembly.id(), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("already");
  }

  @Test
  void aTimeTheClocksSkipOrRepeatIsRefused() {
    assertThatThrownBy(() -> assemblies.plan(plan(LocalDateTime.of(2027, 3, 28, 1, 30)), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> assemblies.plan(plan(LocalDateTime.of(2027, 10, 31, 1, 30)), "clerk"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("comes twice");
  }
}
