import { error, warning, type DataFinding } from "./finding";
import { head } from "./fit";
import { isPrivateHost } from "./private-host";
import { isPlain } from "./template";

/** What servers and proxies commonly take. */
const MAX_URL = 8_192;

/** Scheme and authority, and that they end: what follows can be anything, also a template. */
const START = /^(https?):\/\/([^/?#\\\s{}]+)(?=[/?#]|$)/i;
/** `.` and `..` climb in a path, written as they are or escaped, so that no escaping helps. */
const CLIMBING = /(^|[/\\])([.]|%2e){1,2}([/\\]|$)/i;

/** The host that is called, whatever the variables hold; null where a template could change it. */
function hostOf(url: string): string | null {
  const [start = ""] = START.exec(url.trim()) ?? [];
  return start === "" || start.includes("@") || !URL.canParse(start) ? null : new URL(start).hostname;
}

/** An address with its variables filled in, as it is called; null when that would be another one than was written. */
export function callableUrl(written: string, filledIn: string): string | null {
  const url = filledIn.trim();
  const host = hostOf(written);
  if (host === null || hostOf(url) !== host || url.length > MAX_URL || !URL.canParse(url)) return null;
  const path = url.replace(START, "").split(/[?#]/, 1)[0] ?? "";
  return CLIMBING.test(path) ? null : url;
}

/** What keeps an address from being called. */
export function checkUrl(written: string): readonly DataFinding[] {
  const host = hostOf(written);
  if (written.trim() === "") return [error("bad-url", "There is no address to call.")];
  if (host === null) {
    const rule =
      "begin with http:// or https:// and a host, without a password; variables may only follow after the host";
    return [error("bad-url", `The address "${written}" must ${rule}.`)];
  }
  if (isPrivateHost(host)) {
    // Whether the operator has opened it, a definition cannot know; the call is refused where not.
    const rule = "only the operator can let flows call it, with HTTP_ALLOW_HOSTS";
    return [warning("private-host", `"${host}" is not on the internet: ${rule}.`)];
  }
  if (!isPlain(written) || callableUrl(written, written) !== null) return [];
  return [error("bad-url", `The address "${head(written, 100)}" is too long, or has "." or ".." in its path.`)];
}
