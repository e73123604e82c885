/** Checks at the door: a message is trusted once a `Check` has read it, and typed by it. */

/** Reads an unknown value as a `T`, or throws `InvalidMessage` naming the place. */
export type Check<T> = (value: unknown, at: string) => T;

/** What a check gives. */
export type Checked<C> = C extends Check<infer T> ? T : never;

export class InvalidMessage extends Error {
  override readonly name = "InvalidMessage";
}

function refuse(at: string, expected: string, value: unknown): never {
  const got = value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
  throw new InvalidMessage(`${at || "message"}: expected ${expected}, got ${got}`);
}

export const text: Check<string> = (value, at) =>
  typeof value === "string" ? value : refuse(at, "text", value);

export const number: Check<number> = (value, at) =>
  typeof value === "number" && Number.isFinite(value) ? value : refuse(at, "a number", value);

export const flag: Check<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(at, "true or false", value);

export function oneOf<const T extends string>(...choices: readonly T[]): Check<T> {
  return (value, at) =>
    choices.find((choice) => choice === value) ?? refuse(at, `one of ${choices.join(", ")}`, value);
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value, at) => (value === null || value === undefined ? null : check(value, at));
}

/** `check`, or `fallback` where the key is absent or null. */
export function withDefault<T>(check: Check<T>, fallback: T): Check<T> {
  return (value, at) => (value === null || value === undefined ? fallback : check(value, at));
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, at) =>
    Array.isArray(value)
      ? value.map((item, index) => check(item, `${at}[${index}]`))
      : refuse(at, "a list", value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function table<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, at) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [key, check(item, `${at}.${key}`)]),
        )
      : refuse(at, "an object", value);
}

type Fields = Readonly<Record<string, Check<unknown>>>;
type Shape<F extends Fields> = { readonly [K in keyof F]: Checked<F[K]> };

/** An object with at least these fields; unknown ones are left out. */
export function shape<F extends Fields>(fields: F): Check<Shape<F>> {
  return (value, at) => {
    if (!isRecord(value)) return refuse(at, "an object", value);
    const entries = Object.entries(fields).map(([key, check]) => [
      key,
      check(value[key], at ? `${at}.${key}` : key),
    ]);
    return Object.fromEntries(entries) as Shape<F>;
  };
}
