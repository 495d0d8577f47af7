import { partOf } from "../../graph/template/template";
import type { Bubble } from "../page-model";
import { parameterText } from "./filled";

type Fields = Record<string, unknown>;

/** The words of an authentication template are Meta's own, the code is ours: Meta's page on authentication templates. */
export function authenticationParts(
  components: readonly Fields[],
  [value = {}]: readonly Fields[],
): Pick<Bubble, "text" | "footer"> {
  const code = parameterText(value);
  const warns = partOf(components, "BODY")?.["add_security_recommendation"] === true;
  const minutes = partOf(components, "FOOTER")?.["code_expiration_minutes"];
  const words = `*${code}* is your verification code.${warns ? " For your security, do not share this code." : ""}`;
  return {
    text: words,
    ...(typeof minutes === "number" && { footer: `This code expires in ${minutes} minutes.` }),
  };
}
