import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flowOf } from "@/flow/golden/flow-of";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "recado-flow-"));
});
afterAll(() => rm(dir, { recursive: true }));

/** `npm run flow -- …` to its end: what it printed, and the status it ended with. */
async function flow(args: readonly string[], input = "") {
  const child = spawn(process.execPath, ["src/dev/flow.mjs", ...args], { stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.once("close", resolve));
  return { status, lines: output.trimEnd().split("\n") };
}

async function write(name: string, content: unknown): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return file;
}

const T = ["trigger", { keyword: "go", match: "exact" }] as const;
const GOLDEN = "src/flow/golden/by-number.json";

// Each starts a process of its own, which takes seconds on a busy machine.
describe.concurrent("npm run flow", { timeout: 60_000 }, () => {
  test("lint says each finding with its line and column, and fails for an error", async () => {
    const definition = flowOf({ t: T, m: ["message", { text: "Hi {{ oops" }] }, ["t > m"]);
    const file = await write("entry.json", { name: "Menu", status: "Active", definition });
    const { status, lines } = await flow(["lint", file]);
    expect(lines).toEqual([
      expect.stringMatching(
        /entry\.json:22:19: error bad-template: .* column 4.* \(definition\.nodes\[1\]\.data\.text\)$/,
      ),
      expect.stringMatching(/entry\.json:18:7: warning missing-way-out: .* \(definition\.nodes\[1\]\)$/),
      "1 error, 1 warning",
    ]);
    expect(status).toBe(1);
  });

  test("lint passes a flow with nothing but warnings", async () => {
    const bare = await write("bare.json", flowOf({ t: T, e: ["end"], x: ["end"] }, ["t > e"]));
    const { status, lines } = await flow(["lint", bare, GOLDEN]);
    expect(lines.at(-1)).toMatch(/^0 errors, [1-9]\d* warnings$/);
    expect(status).toBe(0);
  });

  test("lint names what is broken in the structure", async () => {
    const file = await write("fax.json", { nodes: [{ id: "f", type: "fax", data: {} }], edges: [] });
    const { status, lines } = await flow(["lint", file]);
    expect(lines[0]).toMatch(/fax\.json:5:15: error unknown-type: .*: one of .*"message".* \(nodes\[0\]\.type\)$/);
    expect(status).toBe(1);
  });

  test("what cannot be read, or is nothing it can do, is another status", async () => {
    const broken = await write("broken.json", "{ nodes: ");
    const other = await write("other.json", { name: "none" });
    const ends = await Promise.all([flow(["lint", broken]), flow(["run", other]), flow(["dance", GOLDEN])]);
    expect(ends.map(({ status }) => status)).toEqual([2, 2, 2]);
    expect(ends.map(({ lines }) => lines[0])).toEqual([
      expect.stringContaining("broken.json:1:3 is not JSON"),
      expect.stringContaining("other.json holds no flow"),
      expect.stringContaining("Usage: npm run flow"),
    ]);
  });

  test("run is a chat: words, numbers, time, calls, people", async () => {
    const nodes = {
      t: T,
      q: ["options", { text: "Which?", options: ["Red", { label: "Blue", description: "sea" }] }],
      d: ["delay", { seconds: 60 }],
      a: ["api", { method: "GET", url: "https://shop.example/stock", assignTo: "stock" }],
      m: ["message", { text: "{{ stock.left }} left in {{ lastSelectedOption }}" }],
      h: ["handoff", { queue: "sales" }],
      e: ["end", { reason: "sold" }],
    } as const;
    const edges = ["t > q", "q:opt-1 > d", "d > a", "a > m", "m > h", "h > e"];
    const file = await write("chat.json", flowOf(nodes, edges));
    const said = ["go", "2", ":skip", ':answer 200 {"left":3}', ":back", ":vars", ":nonsense", ":quit", "never"];
    const { status, lines } = await flow(["run", file], said.join("\n"));
    expect(lines.filter((line) => !line.startsWith("  ") && !/^[{}]$/.test(line))).toEqual([
      "you: go",
      "bot: Which?",
      "you: 2",
      expect.stringMatching(/^\(waits until .*; :skip\)$/),
      "you: :skip",
      expect.stringMatching(/^\(it is .*\)$/),
      "(calls GET https://shop.example/stock)",
      expect.stringContaining(":answer 200"),
      'you: :answer 200 {"left":3}',
      "bot: 3 left in Blue",
      "(handed to sales)",
      "(is with people; :back)",
      "you: :back",
      "(Completed: sold)",
      "you: :vars",
      "you: :nonsense",
      "There is no :nonsense; :help says what there is.",
      "you: :quit",
    ]);
    expect(lines).toEqual(expect.arrayContaining(["  1  Red", "  2  Blue · sea", '  "lastSelectedOption": "Blue",']));
    expect(status).toBe(0);
  });

  test("run takes a number for a choice only while the choice is what was said last", async () => {
    const nodes = {
      t: T,
      q: ["options", { text: "Which size?", options: ["Small", "Large"] }],
      a: ["ask", { text: "How many?", variable: "count", kind: "number" }],
      m: ["message", { text: "{{ count }} {{ lastSelectedOption }}" }],
    } as const;
    const file = await write("count.json", flowOf(nodes, ["t > q", "q:opt-0 > a", "q:opt-1 > a", "a > m"]));
    const { lines } = await flow(["run", file], "go\n2\n1");
    expect(lines.slice(-4)).toEqual(["bot: How many?", "you: 1", "bot: 1 Large", "(Completed: no-next)"]);
  });

  test("a file may begin with a byte order mark, and a slip in it is said with its line", async () => {
    const flowText = JSON.stringify(flowOf({ t: T, e: ["end"] }, ["t > e"]));
    const marked = await write("marked.json", `\uFEFF${flowText}`);
    const slipped = await write("slipped.json", '{\n  "nodes": [],\n  "edges": [],,\n}');
    const [good, bad] = await Promise.all([flow(["lint", marked]), flow(["lint", slipped])]);
    expect(good).toEqual({ status: 0, lines: ["0 errors, 0 warnings"] });
    expect(bad.lines[0]).toMatch(/slipped\.json:3:15 is not JSON: /);
  });

  test("test asks nothing of a session that no expectation names", async () => {
    const definition = flowOf({ t: T, e: ["end"] }, ["t > e"]);
    const script = [{ says: "nothing for it" }];
    const transcript = ["customer: nothing for it", "(no-trigger)"];
    const file = await write("quiet.json", { definition, script, transcript });
    expect(await flow(["test", file])).toMatchObject({ status: 0 });
  });

  test("test passes a folder of golden conversations", async () => {
    const { status, lines } = await flow(["test", "src/flow/golden"]);
    expect(lines).toContain(
      `✓ ${path.join("src", "flow", "golden", "by-number.json")}: an option is chosen by its number`,
    );
    expect(lines.at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
    expect(status).toBe(0);
  });

  test("test shows where a conversation went another way, and what the session knows", async () => {
    const golden = JSON.parse(await readFile(GOLDEN, "utf8")) as { transcript: string[] };
    const transcript = golden.transcript.map((line) => line.replace("Large it is", "Huge it is"));
    const file = await write("other-way.json", { ...golden, transcript, context: { lastSelectedOptionIndex: 0 } });
    const { status, lines } = await flow(["test", file]);
    expect(lines.map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        "- bot: Huge it is",
        "+ bot: Large it is",
        "- context.lastSelectedOptionIndex = 0",
        "+ context.lastSelectedOptionIndex = 1",
        "0 passed, 1 failed",
      ]),
    );
    expect(status).toBe(1);
  });
});
