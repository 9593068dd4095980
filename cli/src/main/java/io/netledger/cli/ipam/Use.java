package io.netledger.cli.ipam;

import io.netledger.proto.ipam.v1.Pool;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How much of a pool is used. IPv6 pools are so large that their numbers are shown as powers of two
 * or with few digits: {@code 2^64}, {@code 1.8e19}.
 */
final class Use {

  private static final int EXACT_DIGITS = 9;
  private static final int SHOWN_DIGITS = 2;

  private final BigInteger size;
  private final BigInteger free;

  Use(Pool pool) {
    size = new BigInteger(pool.getSize().isEmpty() ? "0" : pool.getSize());
    free = new BigInteger(pool.getFree().isEmpty() ? "0" : pool.getFree());
  }

  String size() {
    return shown(size);
  }

  String free() {
    return shown(free);
  }

  /** What cannot be chosen any more, of all that there is: {@code 1.6%}; {@code <0.1%}. */
  String percent() {
    if (size.signum() == 0) {
      return "0%";
    }
    BigDecimal percent =
        new BigDecimal(size.subtract(free).multiply(BigInteger.valueOf(100)))
            .divide(new BigDecimal(size), 1, RoundingMode.HALF_UP);
    if (percent.signum() == 0) {
      return size.equals(free) ? "0%" : "<0.1%";
    }
    boolean full = free.signum() == 0;
    if (!full && percent.compareTo(BigDecimal.valueOf(100)) == 0) {
      return ">99.9%";
    }
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  static String shown(BigInteger number) {
    if (number.toString().length() <= EXACT_DIGITS) {
      return number.toString();
    }
    if (number.bitCount() == 1) {
      return "2^" + (number.bitLength() - 1);
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new MathContext(SHOWN_DIGITS, RoundingMode.DOWN));
    String digits = rounded.unscaledValue().toString();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return digits.charAt(0) + "." + (digits.length() > 1 ? digits.charAt(1) : '0') + "e" + exponent;
  }
}
