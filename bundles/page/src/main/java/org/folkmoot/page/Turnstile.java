package org.folkmoot.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets each origin through so many times a minute: a full bucket at first, filled again evenly.
 *
 * <p>It measures the time that passes, not the time of day: a clock that is set back, or stands,
 * must neither lock people out nor let them all in. It forgets the origins that came longest ago.
 */
public final class Turnstile {
  private static final int ORIGINS = 20_000;
  private static final double NANOS_PER_MINUTE = 60e9;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ORIGINS;
        }
      };

  public Turnstile(int perMinute, LongSupplier nanos) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("requests a minute: at least 1, not " + perMinute);
    }
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /** Whether one more is let through. */
  public synchronized boolean admits(String origin) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(origin, first -> new Bucket(perMinute, now));
    bucket.left =
        Math.min(perMinute, bucket.left + (now - bucket.at) * perMinute / NANOS_PER_MINUTE);
    bucket.at = now;
    if (bucket.left < 1) {
      return false;
    }
    bucket.left--;
    return true;
  }

  /**
   * Where a request comes from. A site has whole /64 networks of IPv6 to itself, so they count as
   * one. Forwarded headers are the container's business, which knows the configured proxies.
   */
  public static String origin(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (address == null || address.indexOf(':') < 0) {
      return String.valueOf(address);
    }
    try {
      // An address written out is read, not looked up.
      InetAddress read = InetAddress.getByName(address);
      return read instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), 8))
          : read.getHostAddress();
    } catch (UnknownHostException e) {
      return address; // however odd, it is the same for the same client
    }
  }

  private static final class Bucket {
    private double left;
    private long at;

    Bucket(double left, long at) {
      this.left = left;
      this.at = at;
    }
  }
}
