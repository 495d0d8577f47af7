import { createInterface } from "node:readline/promises";
import { parseDefinition } from "@/flow/definition";
import { ENV } from "@/flow/golden/facts";
import { openStage } from "@/flow/golden/stage";
import type { FlowEnv } from "@/flow/session";
import { takeLine } from "./chat";
import { readFlowFile } from "./read-flow-file";

/** A chat with a flow in the terminal, or with what comes through a pipe, until `:quit` or the end of the input. */
export async function chatFile([name = ""]: readonly string[]): Promise<number> {
  const { json, definition } = readFlowFile(name);
  const parsed = parseDefinition(definition);
  if (!parsed.ok) {
    for (const { path, message } of parsed.problems) console.error(`${path}: ${message}`);
    return 1;
  }
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const env = { ...ENV, now: Date.now(), timeZone, flow: { name }, ...(json["env"] as Partial<FlowEnv> | undefined) };
  const stage = openStage(parsed.definition, env);
  await chat((line) => takeLine({ stage, print: (text) => console.log(text) }, line));
  return 0;
}

async function chat(take: (line: string) => "goes-on" | "quit"): Promise<void> {
  const isTyped = process.stdin.isTTY;
  const input = createInterface({ input: process.stdin, prompt: "you: ", ...(isTyped && { output: process.stdout }) });
  if (isTyped) console.log("Write what the customer writes; :help says what else there is.");
  input.prompt();
  for await (const line of input) {
    if (!isTyped) console.log(`you: ${line}`);
    if (line.trim() !== "" && take(line) === "quit") break;
    input.prompt();
  }
  input.close();
}
