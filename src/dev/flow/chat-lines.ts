import type { Outgoing } from "@/conversation/message";
import { lineOf } from "@/flow/golden/line-of";
import { bubblesOf, type Stage, type StageEntry } from "@/flow/golden/stage";
import type { Effect } from "@/flow/session";

type Sent = Extract<Effect, { kind: "send" }>;

/** Something that can be tapped, with the effect id of the bubble that offers it. */
interface Tappable {
  readonly id: string;
  readonly title: string;
  readonly of: string;
}

/** What the newest bubble offers. A number under an older one is not shown any more: `2` may be how many they want. */
export const choicesOf = (stage: Stage): readonly Tappable[] => bubblesOf(stage).slice(0, 1).flatMap(choicesIn);

const choicesIn = ({ id: of, message }: Sent): readonly Tappable[] =>
  "choices" in message ? message.choices.map((choice) => ({ ...choice, of })) : [];

/** An entry as it stands in a terminal: choices are numbered, below their bubble. */
export function entryLines(entry: StageEntry): readonly string[] {
  if (entry.kind === "effect" && entry.effect.kind === "send") {
    const { message } = entry.effect;
    if ("choices" in message) return questionLines(message);
  }
  const line = lineOf(entry);
  return line === null ? [] : [line];
}

function questionLines({ header, text, footer, choices }: Extract<Outgoing, { kind: "buttons" | "list" }>) {
  const around = [header, text, footer].filter((part) => part !== undefined);
  const rows = choices.map(({ title, description }, index) =>
    [`  ${index + 1}  ${title}`, description].filter((part) => part !== undefined).join(" · "),
  );
  return [`bot: ${around.join("\n     ")}`, ...rows];
}

/** What the flow waits for, where that is nothing that the customer says. */
export function waitLine({ session }: Stage): string | null {
  const waiting = session?.waiting;
  switch (waiting?.for) {
    case "time":
      return `(waits until ${new Date(waiting.until).toISOString()}; :skip)`;
    case "call":
      return '(waits for the answer to its call; :answer 200 {"like":"this"})';
    case "person":
      return "(is with people; :back)";
    default:
      return null;
  }
}
