import { ACTIONS } from "./actions";
import {
  invalid,
  missing,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  refusedParameter,
  text,
  textOf,
} from "./check";
import { mediaInside } from "./media-part";

type Fields = Record<string, unknown>;

const MEDIA_HEADERS = ["image", "video", "document"];

export function checkInteractive(interactive: Fields): Problems {
  const kind = text(interactive["type"]).toLowerCase();
  const check = ACTIONS[kind];
  if (check === undefined) {
    const allowed = Object.keys(ACTIONS).join(", ").toUpperCase();
    return [refusedParameter(`Param interactive['type'] must be one of {${allowed}} - got "${kind}".`)];
  }
  return [
    ...body(interactive["body"], kind),
    ...header(interactive["header"], kind),
    ...optionalTextOf(footerText(interactive["footer"]), "interactive['footer']['text']", 60),
    ...(interactive["action"] === undefined
      ? [missing("interactive['action']")]
      : check(record(interactive["action"]))),
  ];
}

function body(value: unknown, kind: string): Problems {
  const path = "interactive['body']['text']";
  // The product itself, and the question whether one may call, are enough.
  const optional = kind === "product" || kind === "call_permission_request";
  if (optional && value === undefined) return [];
  return textOf(record(value)["text"], path, kind === "list" ? 4096 : 1024);
}

function footerText(footer: unknown): unknown {
  return footer === undefined ? undefined : (record(footer)["text"] ?? "");
}

function header(value: unknown, kind: string): Problems {
  const path = "interactive['header']";
  if (value === undefined) return problemUnless(kind !== "product_list", missing(path));
  const type = text(record(value)["type"]).toLowerCase();
  if (type === "text") return textOf(record(value)["text"], `${path}['text']`, 60);
  if (kind === "list" || kind === "product_list") return [invalid("The type of this header must be text.")];
  if (!MEDIA_HEADERS.includes(type)) return [invalid("Header type is unknown.")];
  return mediaInside(record(value), path);
}
