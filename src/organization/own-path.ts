const HERE = "http://here.invalid";

/** Where to go after signing in: a path of this site, whatever an address says. Read as browsers do, which drop tabs and line ends. */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, HERE)) return "/";
  const { origin, pathname, search } = new URL(next, HERE);
  // A pathname of two slashes would be another site when it is read again.
  return origin === HERE && !pathname.startsWith("//") ? pathname + search : "/";
}
