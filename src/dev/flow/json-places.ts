const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

interface Holder {
  readonly path: string;
  readonly isList: boolean;
  /** Of the value that comes next. */
  key: string;
  index: number;
}

/** Where in a JSON text each value begins, by its path: `nodes[2].data.text`. The text must be valid. */
export function jsonPlaces(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const holders: Holder[] = [];
  let wantsKey = false;
  for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
    const holder = holders.at(-1);
    if (token === "}" || token === "]") {
      holders.pop();
    } else if (token === ":") {
      wantsKey = false;
    } else if (token === ",") {
      if (holder) holder.index += 1;
      wantsKey = holder?.isList === false;
    } else if (wantsKey && holder) {
      holder.key = JSON.parse(token) as string;
    } else {
      const path = pathIn(holder);
      places.set(path, offset);
      if (token === "{" || token === "[") holders.push({ path, isList: token === "[", key: "", index: 0 });
      wantsKey = token === "{";
    }
  }
  return places;
}

function pathIn(holder: Holder | undefined): string {
  if (!holder) return "";
  if (holder.isList) return `${holder.path}[${holder.index}]`;
  return holder.path === "" ? holder.key : `${holder.path}.${holder.key}`;
}

/** `12:5`: line and column of a value, or of the nearest one around it that is there. */
export function lineAndColumn(text: string, places: ReadonlyMap<string, number>, path: string): string {
  let known = path;
  while (known !== "" && !places.has(known)) known = known.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, "");
  const before = text.slice(0, places.get(known) ?? 0).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
