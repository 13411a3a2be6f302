package org.folkmoot.records;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract on a host in memory, and that it notices sinks that break each rule. */
class RecordsSinkContractTest {

  private static class Host implements RecordsSink {
    final Map<String, Membership> told = new HashMap<>();

    @Override
    public void upsert(Membership membership) throws SourceFailed {
      told.put(membership.key(), membership);
    }

    @Override
    public Optional<Membership> read(String key) throws SourceFailed {
      return Optional.ofNullable(told.get(key));
    }
  }

  private static class ContractOfHost extends RecordsSinkContract {
    @Override
    protected RecordsSink sinkOf(List<String> keys) {
      return new Host();
    }

    @Override
    protected RecordsSink sinkThatIsAway() {
      return new Host() {
        @Override
        public void upsert(Membership membership) throws SourceFailed {
          throw new SourceFailed("The host does not answer. Try again later.");
        }
      };
    }
  }

  @Nested
  class AGoodHost extends ContractOfHost {}

  @Test
  void aSinkThatForgetsTheEndOfAMembershipIsFound() {
    assertThatThrownBy(
            () ->
                of(new Host() {
                      @Override
                      public void upsert(Membership m) {
                        told.put(
                            m.key(),
                            new Membership(m.key(), m.constituency(), m.since(), Optional.empty()));
                      }
                    })
                    .rule3ALaterMembershipTakesThePlaceOfTheEarlierOne())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSinkThatRefusesARepetitionIsFound() {
    assertThatThrownBy(
            () ->
                of(new Host() {
                      @Override
                      public void upsert(Membership m) throws SourceFailed {
                        if (told.putIfAbsent(m.key(), m) != null) {
                          throw new SourceFailed("It is there already.");
                        }
                      }
                    })
                    .rule2WritingTheSameTwiceIsWritingItOnce())
        .isInstanceOf(SourceFailed.class);
  }

  @Test
  void aSinkThatLosesAMembershipInSilenceIsFound() {
    assertThatThrownBy(
            () ->
                new ContractOfHost() {
                  @Override
                  protected RecordsSink sinkThatIsAway() {
                    return new Host();
                  }
                }.rule5AHostThatIsAwayFailsAndSaysSo())
        .isInstanceOf(AssertionError.class);
  }

  private static RecordsSinkContract of(RecordsSink sink) {
    return new ContractOfHost() {
      @Override
      protected RecordsSink sinkOf(List<String> keys) {
        return sink;
      }
    };
  }
}
