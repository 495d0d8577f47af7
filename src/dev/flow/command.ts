import { chatFile } from "./chat-file";
import { lintFiles } from "./lint-files";
import { testFiles } from "./test-files";
import { Unreadable } from "./unreadable";

const USAGE = `Usage: npm run flow -- <command> <file.json>

  lint <file.json> …           what keeps a flow from being published, and what should be known before
  run  <file.json>             a chat with it in this terminal; :help says what else there is than text
  test <file.json|folder> …    golden conversations: a definition, a script and the transcript expected

A file holds a definition (nodes and edges), or one under "definition", as golden files and those of provision do.`;

const COMMANDS: Readonly<Record<string, (files: readonly string[]) => number | Promise<number>>> = {
  lint: lintFiles,
  run: chatFile,
  test: testFiles,
};

/** Runs one command. 0: all is well; 1: the flow is at fault; 2: it could not be read, or nobody knows what is wanted. */
export async function command([name = "", ...files]: readonly string[]): Promise<number> {
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!run || files.length === 0) {
    console.error(USAGE);
    return 2;
  }
  try {
    return await run(files);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    console.error(error.message);
    return 2;
  }
}
