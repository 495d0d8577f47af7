import { said, tapped } from "@/flow/golden/facts";
import { hear, type Stage } from "@/flow/golden/stage";
import { COMMANDS } from "./chat-commands";
import { choicesOf, entryLines, waitLine } from "./chat-lines";

interface Chat {
  readonly stage: Stage;
  readonly print: (line: string) => void;
}

/** One line of input: a command, the number of a choice, or what the customer writes. What comes of it is printed. */
export function takeLine({ stage, print }: Chat, line: string): "goes-on" | "quit" {
  const [, name, given = ""] = /^:(\w+)\s*(.*)$/s.exec(line.trim()) ?? [];
  if (name === "quit") return "quit";
  const [heard, moves] = [stage.log.length, stage.moves.length];
  const answer = name === undefined ? speak(stage, line) : command(stage, name, given);
  const wait = stage.moves.length > moves ? waitLine(stage) : null;
  const lines = [answer, ...stage.log.slice(heard).flatMap(entryLines), wait];
  for (const each of lines) if (each !== null) print(each);
  return "goes-on";
}

function command(stage: Stage, name: string, given: string): string | null {
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return known ? known.run(stage, given) : `There is no :${name}; :help says what there is.`;
}

/** A number is a tap while there is a choice of that number. */
function speak(stage: Stage, line: string): null {
  const choice = /^\d+$/.test(line.trim()) ? choicesOf(stage)[Number(line) - 1] : undefined;
  hear(stage, choice ? tapped({ id: choice.id, title: choice.title }, choice.of) : said(line));
  return null;
}
