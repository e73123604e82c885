/** Waiting times before another try to connect: 0.25 s, doubling to 8 s, each varied a little. */

const FIRST_MS = 250;
const LONGEST_MS = 8000;

export function backoffMs(tries: number, random: () => number = Math.random): number {
  const whole = Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
  return whole * (0.75 + 0.5 * random());
}
