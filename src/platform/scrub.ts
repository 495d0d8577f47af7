/** Of an address nothing but its scheme and host: user, path and query may be secrets. */
const ADDRESS = /([a-z][a-z+.-]*:\/\/)(?:[^\s/@"'<>]*@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi;
/** As long as a phone number. Not within a UUID or a longer word. */
const PHONE = /(?<![\w-])\+?\d{8,20}(?![\w-])/g;
/** What JSON.parse and PostgreSQL quote of what they could not read. */
const QUOTED = /(is not valid JSON|invalid input (?:syntax|value) for|out of range for|Unexpected token)/;

/** A message for the log, without what it may quote of people: texts, phone numbers, and the ends of addresses. */
export function scrub(message: string): string {
  const quoteless = QUOTED.test(message) ? message.replace(/"[^]*"/g, '"…"').replace(/'[^]*'/g, "'…'") : message;
  return quoteless.replace(ADDRESS, "$1$2/…").replace(PHONE, (digits) => `…${digits.slice(-4)}`);
}
