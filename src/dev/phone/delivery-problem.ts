import type { DeliveryAttempt } from "../graph/store";
import type { DeliveryProblem } from "./page-model";

const BY_STATUS: Record<number, Pick<DeliveryProblem, "title" | "advice">> = {
  400: { title: "Recado could not read the webhook (400).", advice: "Look at the terminal where Recado runs." },
  403: {
    title: "Recado refused the signature (403).",
    advice: "The connection’s app secret in Settings is not the one of this number’s app.",
  },
  404: { title: "Nothing is at the callback address (404).", advice: "It ends in /api/webhooks/whatsapp." },
  413: { title: "The message is too large for Recado (413).", advice: "Write something shorter." },
  503: {
    title: "Recado could not store the message (503).",
    advice: "Its database is probably away. Nothing is lost: look at the terminal where Recado runs.",
  },
};

/** Why a message has not reached Recado, in plain words; nothing when it has, or is still on its way. */
export function deliveryProblem(attempt: DeliveryAttempt | undefined): DeliveryProblem | undefined {
  if (attempt === undefined || attempt.status === 200) return undefined;
  return { ...words(attempt), retryAt: attempt.retryAt?.toISOString() ?? null };
}

function words({ status, error = "" }: DeliveryAttempt) {
  if (error === "no callback is set") {
    const advice = "Start everything with npm start, or set the callback of the number’s app.";
    return { title: "This number has no webhook address yet.", advice };
  }
  if (status === 0) {
    return { title: `Recado did not answer (${error}).`, advice: "Is it running? npm start starts it." };
  }
  if (status > 200 && status < 400) {
    return { title: `Recado answered ${status}.`, advice: "Meta takes only 200 and follows no redirect." };
  }
  const advice = "Look at the terminal where Recado runs.";
  return BY_STATUS[status] ?? { title: `Recado answered ${status}.`, advice };
}
