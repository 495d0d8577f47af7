/** One REST call as it came in. Path and query are the raw text: that is what was signed. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Whether a parameter was given twice, of which `query` has the last. */
  readonly isAmbiguous: boolean;
  readonly body: Buffer;
}

export function readCall(method: string, url: string, body: Buffer): Call {
  const [path = "", query = ""] = url.split("?", 2);
  const pairs = query.split("&").filter(Boolean).map(readPair);
  const byName = new Map(pairs);
  return { method, path, query: byName, isAmbiguous: byName.size < pairs.length, body };
}

function readPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [unescape(pair), ""] : [unescape(pair.slice(0, at)), unescape(pair.slice(at + 1))];
}

/** The text itself where its escapes are not valid. */
export function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
