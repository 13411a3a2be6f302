package org.folkmoot.records.reading;

import java.util.Optional;
import java.util.function.Function;

/**
 * What was read from one cell: a value, nothing, or a fault; a value may carry a fault as advice.
 *
 * @param value what was understood
 * @param fault what is wrong with it and how to mend it
 */
public record Read<T>(Optional<T> value, Optional<Fault> fault) {

  /**
   * What is wrong with a value.
   *
   * @param problem in plain words
   * @param cure what to do about it, in plain words
   */
  public record Fault(String problem, String cure) {}

  /** An empty cell. */
  public static <T> Read<T> nothing() {
    return new Read<>(Optional.empty(), Optional.empty());
  }

  /** A value without fault. */
  public static <T> Read<T> of(T value) {
    return new Read<>(Optional.of(value), Optional.empty());
  }

  /** No value, because what stands there cannot be used. */
  public static <T> Read<T> refused(String problem, String cure) {
    return new Read<>(Optional.empty(), Optional.of(new Fault(problem, cure)));
  }

  /** A value that can be used although something about it should be looked at. */
  public static <T> Read<T> advised(T value, String problem, String cure) {
    return new Read<>(Optional.of(value), Optional.of(new Fault(problem, cure)));
  }

  /** The same reading of another kind of value. */
  public <U> Read<U> map(Function<T, U> change) {
    return new Read<>(value.map(change), fault);
  }
}
