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
      sub_type: BUTTONS[parameter.type] ?? "url",
      index: String(parameter.index ?? place),
      parameters: [parameterOf(parameter)],
    })),
  ];
  return { name, language: { code: language }, ...(components.length > 0 && { components }) };
}

const BUTTONS: { readonly [Type in Parameter["type"]]?: string } = {
  payload: "quick_reply",
  coupon: "copy_code",
  token: "flow",
};

/** Media stand for an address or an id; places, money and times may be Meta's own object as JSON, else the text that is shown. */
function parameterOf(parameter: Parameter): Json {
  const { type, value, name } = parameter;
  switch (type) {
    case "text":
      return { type, ...(name && { parameter_name: name }), text: value };
    case "payload":
      return { type, payload: value };
    case "coupon":
      return { type: "coupon_code", coupon_code: value };
    case "token":
      return { type: "action", action: { flow_token: value } };
    case "location":
      return { type, location: objectIn(value) ?? { name: value } };
    case "currency":
    case "date_time":
      return { type, [type]: objectIn(value) ?? { fallback_value: value } };
    default:
      return { type, [type]: mediaOf(parameter) };
  }
}

const mediaOf = ({ value, filename }: Parameter): Json => ({
  ...(/^https?:\/\//i.test(value) ? { link: value } : { id: value }),
  ...(filename && { filename }),
});

const objectIn = (value: string): Json | null => (parseJson(value) as Json | undefined) ?? null;
