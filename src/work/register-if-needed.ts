import { verdictOf } from "@/whatsapp/graph-error";
import { registerNumber } from "./register-number";
import type { Answer, Attempt } from "./settle-bubble";

/** A number that Meta calls not registered is registered with its PIN, so that what was refused can be asked again. */
export async function registerIfNeeded(organizationId: string, attempt: Attempt, answer: Answer): Promise<Answer> {
  if (answer.kind !== "refused" || verdictOf(answer.error).act !== "register") return answer;
  const { connectionId, connection } = attempt;
  const then = await registerNumber({ organizationId, connectionId }, connection);
  return { kind: "unregistered", code: answer.error.code, then };
}
