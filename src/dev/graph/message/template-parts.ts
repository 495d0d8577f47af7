import {
  addressOf,
  invalid,
  list,
  missing,
  oneOf,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  text,
  textOf,
} from "./check";
import { mediaInside } from "./media-part";

type Fields = Record<string, unknown>;

const COMPONENTS = [
  "header",
  "body",
  "footer",
  "button",
  "carousel",
  "limited_time_offer",
  "tap_target_configuration",
  "order_status",
];
const BUTTONS = [
  "quick_reply",
  "url",
  "copy_code",
  "flow",
  "catalog",
  "mpm",
  "order_details",
  "phone_number",
  "voice_call",
  "reminder",
];
const MEDIA = ["image", "video", "document"];
/** What a parameter holds under the key that is named like its type. */
const OBJECTS = ["currency", "date_time", "location", "product", "action", "limited_time_offer", "order_status"];

/** A template as far as it can be judged without its definition. */
export function checkTemplate(template: Fields): Problems {
  return [
    ...textOf(template["name"], "template['name']", 512),
    ...textOf(record(template["language"])["code"], "template['language']['code']", 24),
    ...list(template["components"]).flatMap((part, place) => component(record(part), `['components'][${place}]`)),
  ];
}

function component(part: Fields, place: string): Problems {
  const path = `template${place}`;
  return [
    ...oneOf(part["type"], `${path}['type']`, COMPONENTS),
    ...(text(part["type"]).toLowerCase() === "button" ? button(part, path) : []),
    ...list(part["parameters"]).flatMap((given, index) => parameter(record(given), `${path}['parameters'][${index}]`)),
    ...list(part["cards"])
      .flatMap((card) => list(record(card)["components"]))
      .flatMap((inside) => component(record(inside), `${place}['cards']`)),
  ];
}

function button({ sub_type: kind, index }: Fields, path: string): Problems {
  if (index === undefined) return [missing(`${path}['index']`)];
  const place = typeof index === "string" || typeof index === "number" ? Number(index) : NaN;
  return [
    ...oneOf(kind, `${path}['sub_type']`, BUTTONS),
    ...problemUnless(Number.isInteger(place) && place >= 0 && place <= 9, invalid(`${path}['index'] must be 0 to 9.`)),
  ];
}

function parameter(given: Fields, path: string): Problems {
  const type = text(given["type"]).toLowerCase();
  if (type === "text") return [...textOf(given["text"], `${path}['text']`, 32_768), ...parameterName(given, path)];
  if (type === "payload") return textOf(given["payload"], `${path}['payload']`, 256);
  if (type === "coupon_code") return textOf(given["coupon_code"], `${path}['coupon_code']`, 20);
  if (MEDIA.includes(type)) return mediaInside(given, path);
  if (type === "tap_target_configuration") {
    return list(given[type]).flatMap((target) => addressOf(record(target)["url"], `${path} url`));
  }
  if (OBJECTS.includes(type)) return problemUnless(given[type] !== undefined, missing(`${path}['${type}']`));
  const known = ["text", "payload", "coupon_code", ...MEDIA, ...OBJECTS];
  return oneOf(given["type"], `${path}['type']`, known);
}

function parameterName({ parameter_name: name }: Fields, path: string): Problems {
  return optionalTextOf(name, `${path}['parameter_name']`, 512);
}
