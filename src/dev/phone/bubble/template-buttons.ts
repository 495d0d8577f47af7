import { list, record, text } from "../../graph/message/check";
import type { Bubble, Choice } from "../page-model";
import { filled, parameterText } from "./filled";

type Fields = Record<string, unknown>;
type Touchable = Pick<Bubble, "buttons" | "tapKind" | "links" | "code" | "form">;

/** What of a template's buttons the customer can touch: those of the definition, with the values of this send. */
export function templateButtons(buttons: readonly Fields[], given: readonly Fields[]): Touchable {
  const parts = buttons.map((button, place) => touchable(button, valuesAt(given, place)));
  const choices = parts.flatMap((part) => part.choice ?? []);
  const links = parts.flatMap((part) => part.link ?? []);
  const [code] = parts.flatMap((part) => part.code ?? []);
  const [form] = parts.flatMap((part) => part.form ?? []);
  return {
    ...(choices.length > 0 && { buttons: choices, tapKind: "button" }),
    ...(links.length > 0 && { links }),
    ...(code && { code }),
    ...(form && { form }),
  };
}

function valuesAt(given: readonly Fields[], place: number): Fields[] {
  const part = given.find(({ type, index }) => text(type).toLowerCase() === "button" && Number(index) === place);
  return list(part?.["parameters"]).map(record);
}

interface Part {
  choice?: Choice;
  link?: { label: string; url: string };
  code?: string;
  form?: NonNullable<Bubble["form"]>;
}

function touchable(button: Fields, values: readonly Fields[]): Part {
  const label = text(button["text"]);
  const [value = {}] = values;
  switch (text(button["type"]).toUpperCase()) {
    case "QUICK_REPLY":
      return { choice: { id: text(value["payload"]) || label, title: label } };
    case "URL":
      return { link: { label, url: filled(button["url"], values) } };
    case "PHONE_NUMBER":
      return { link: { label, url: `tel:${text(button["phone_number"])}` } };
    case "COPY_CODE":
    case "OTP":
      return { code: parameterText(value) };
    case "FLOW":
      return { form: formOf(label, record(value["action"])) };
    default:
      return {};
  }
}

function formOf(opener: string, action: Fields): NonNullable<Bubble["form"]> {
  return { opener, token: text(action["flow_token"]), fields: Object.keys(record(action["flow_action_data"])) };
}
