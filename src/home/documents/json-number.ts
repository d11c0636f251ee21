const U64_MAX = 2n ** 64n - 1n;
const I64_MIN = -(2n ** 63n);

/** Digits of the longest of them, with its sign. A number of millions of digits would take seconds to convert. */
const MOST_DIGITS = 20;

/**
 * A JSON number as OCX prints it after reading it: integers as they are while they fit 64 bits, everything else as
 * the shortest decimal of a 64-bit float, which always has a point or an exponent. Undefined when it is too large.
 * Source: serde_json's `Number`, and zmij, which prints its floats.
 */
export function formatNumber(token: string): string | undefined {
  if (token.length <= MOST_DIGITS && /^-?\d+$/u.test(token) && token !== "-0") {
    const integer = BigInt(token);
    if (integer >= I64_MIN && integer <= U64_MAX) return integer.toString();
  }
  const float = Number(token);
  return Number.isFinite(float) ? formatFloat(float) : undefined;
}

function formatFloat(float: number): string {
  if (float === 0) return Object.is(float, -0) ? "-0.0" : "0.0";
  const sign = float < 0 ? "-" : "";
  const [mantissa = "", power = "0"] = Math.abs(float).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  // The decimal point stands behind this many digits.
  const point = Number(power) + 1;
  if (point > 16 || point <= -5) {
    const fraction = digits.length === 1 ? "" : `.${digits.slice(1)}`;
    return `${sign}${digits[0]}${fraction}e${point > 0 ? "+" : ""}${point - 1}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${sign}${digits.padEnd(point, "0")}.0`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
