import type { Template } from "@/conversation/message";
import { parseJson } from "./loose-json";
import type { Json } from "./webhook/storable";

type Parameter = Template["parameters"][number];

/** A template in Meta's words: its parameters gathered by component, those of buttons by their place. */
export function templateOf({ name, language, parameters }: Template): Json {
  const of = (component: Parameter["component"]) => parameters.filter((parameter) => parameter.component === component);
  const components = [
    ...(["header", "body"] as const).flatMap((type) =>
      of(type).length > 0 ? [{ type, parameters: of(type).map(parameterOf) }] : [],
    ),
    ...of("button").map((parameter, place) => ({
      type: "button",
      sub_type: parameter.type === "payload" ? "quick_reply" : "url",
      index: String(parameter.index ?? place),
      parameters: [parameterOf(parameter)],
    })),
  ];
  return { name, language: { code: language }, ...(components.length > 0 && { components }) };
}

/** Media stand for an address or an id; money and times may be Meta's own object as JSON, else the text that is shown. */
function parameterOf({ type, value }: Parameter): Json {
  switch (type) {
    case "text":
      return { type, text: value };
    case "payload":
      return { type, payload: value };
    case "image":
    case "video":
    case "document":
      return { type, [type]: /^https?:\/\//i.test(value) ? { link: value } : { id: value } };
    case "currency":
    case "date_time":
      return { type, [type]: (parseJson(value) as Json | undefined) ?? { fallback_value: value } };
  }
}
