package org.folkmoot.register.internal;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.folkmoot.register.Representation;

/**
 * Leaves out of a column what is too small to show, and as much besides as keeps it from being
 * worked out from the sum: never one number alone, and never numbers that are small together.
 */
final class SmallNumbers {
  private final boolean[] hidden;
  private final boolean sumHidden;

  SmallNumbers(List<Integer> column) {
    int smallest = Representation.SMALLEST_SHOWN;
    int[] numbers = column.stream().mapToInt(Integer::intValue).toArray();
    hidden = new boolean[numbers.length];
    int count = 0;
    long together = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < smallest) {
        hidden[i] = true;
        count++;
        together += numbers[i];
      }
    }
    List<Integer> others =
        IntStream.range(0, numbers.length)
            .filter(i -> !hidden[i])
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> numbers[i]))
            .toList();
    for (int next : others) {
      if (count == 0 || (count > 1 && together >= smallest)) {
        break;
      }
      hidden[next] = true;
      count++;
      together += numbers[next];
    }
    // Where everything is left out and still too little, the sum must go as well.
    sumHidden = count > 0 && (count == 1 || together < smallest);
  }

  OptionalInt shown(int place, int number) {
    return hidden[place] ? OptionalInt.empty() : OptionalInt.of(number);
  }

  OptionalInt sum(int number) {
    return sumHidden ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
