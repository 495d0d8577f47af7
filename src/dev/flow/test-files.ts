import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { prettifyError, z } from "zod";
import { play, type Golden } from "@/flow/golden/play";
import { differingLines } from "./differing-lines";
import { missingIn } from "./missing-in";
import { readFlowFile } from "./read-flow-file";
import { Unreadable } from "./unreadable";

const TURNS = ["says", "taps", "sends", "waits", "answers", "handsBack"];
const turn = z
  .looseObject({
    waits: z
      .string()
      .regex(/^\d+ ?[smhd]$/, "is no time such as 30s, 5m, 2h or 1d")
      .optional(),
  })
  .refine((given) => TURNS.some((name) => name in given), `is none of ${TURNS.join(", ")}`);

/** What play needs to find; the rest is the engine's to judge. */
const golden = z.looseObject({
  about: z.string().optional(),
  env: z.looseObject({}).optional(),
  script: z.array(turn),
  transcript: z.array(z.string()),
  context: z.record(z.string(), z.unknown()).optional(),
});

/** Plays golden conversations and prints where they differ from what is expected. 1 when one of them does. */
export function testFiles(names: readonly string[]): number {
  const files = names.flatMap(filesIn);
  if (files.length === 0) throw new Unreadable(`There is no .json file in ${names.join(", ")}.`);
  const failed = files.filter((file) => !passes(file)).length;
  console.log(`${files.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function filesIn(name: string): readonly string[] {
  if (!statSync(name, { throwIfNoEntry: false })?.isDirectory()) return [name];
  const names = readdirSync(name).filter((each) => each.endsWith(".json"));
  return names.sort().map((each) => path.join(name, each));
}

function passes(name: string): boolean {
  const conversation = readGolden(name);
  const differences = differencesIn(conversation);
  console.log(`${differences.length === 0 ? "✓" : "✗"} ${name}${conversation.about ? `: ${conversation.about}` : ""}`);
  for (const line of differences) console.log(`    ${line}`);
  return differences.length === 0;
}

function readGolden(name: string): Golden {
  const { json, definition } = readFlowFile(name);
  const parsed = golden.safeParse(json);
  if (!parsed.success) throw new Unreadable(`${name} is no golden conversation:\n${prettifyError(parsed.error)}`);
  return { about: "", ...parsed.data, definition } as unknown as Golden;
}

function differencesIn({ transcript, context = {}, ...conversation }: Golden): readonly string[] {
  try {
    const { lines, session } = play(conversation);
    const isSame = JSON.stringify(lines) === JSON.stringify(transcript);
    return [
      ...(isSame ? [] : differingLines(transcript, lines)),
      ...missingIn(session?.context ?? {}, context, "context"),
    ];
  } catch (error) {
    // A script that asks for what the flow does not offer.
    return [error instanceof Error ? error.message : String(error)];
  }
}
