import { expect, test } from "@playwright/test";
import { ECHO_FLOW } from "../src/dev/soak/flows";
import { asSystem } from "../src/platform/db/as-system";
import { startProcesses } from "./processes-stack";

const CUSTOMERS = Array.from({ length: 12 }, (_, n) => `4917000${String(n).padStart(5, "0")}`);
const PACE_MS = 200;
/** Sent and delivered, of each bubble. */
const STATUSES = 2;

test("two servers and two workers share the load, and a rolling restart costs nobody anything", async () => {
  test.setTimeout(120_000);
  const stack = await startProcesses();
  const { graph, stage, web, asked, processes } = stack;
  try {
    await stage.addFlow("Echo", ECHO_FLOW);
    const said = new Map<string, string[]>();
    const traffic = { goesOn: true };
    const talk = async (from: string) => {
      const texts = said.set(from, []).get(from) ?? [];
      while (traffic.goesOn) {
        const text = `eco ${from} ${texts.length}`;
        await stage.says(text, from);
        texts.push(text);
        await new Promise((resolve) => setTimeout(resolve, PACE_MS * CUSTOMERS.length));
      }
    };
    const talking = Promise.all(CUSTOMERS.map(talk));
    for (const one of processes) {
      await test.step(`${one.name} is restarted`, async () => {
        const before = graph.sent().length;
        await one.restart();
        await expect.poll(() => graph.sent().length).toBeGreaterThan(before + CUSTOMERS.length);
      });
    }
    traffic.goesOn = false;
    await talking;
    const all = [...said.values()].flat();

    expect({ lost: web.lost, statuses: Object.keys(web.statuses) }).toEqual({ lost: [], statuses: ["200"] });
    await expect.poll(() => unfinished(), { timeout: 30_000 }).toEqual({ events: 0, messages: 0 });
    for (const [from, texts] of said) {
      const wanted = texts.flatMap((text) => [`${text}#one`, `${text}#two`]);
      expect(graph.sent({ to: from }).map(({ text }) => text)).toEqual(wanted);
      const stored = await stage.messages(from);
      expect(stored.filter(({ direction }) => direction === "inbound").map(({ content }) => content)).toEqual(texts);
    }
    expect(await eventsByKind()).toEqual({ message: all.length, status: all.length * 2 * STATUSES });

    const shares = [...Object.values(web.served), ...asked()];
    process.stdout.write(
      `processes: ${all.length} messages answered through ${processes.length} restarts; webs and workers did ${shares.join(", ")}\n`,
    );
    expect(shares).toHaveLength(4);
    for (const share of shares) expect(share).toBeGreaterThan(all.length / 4);
    expect(stack.complaints).toEqual([]);
  } finally {
    await stack.stop();
  }
});

const unfinished = async () => {
  const [open] = await asSystem((sql) =>
    sql.query<{ events: number; messages: number }>(
      `select (select count(*)::int from webhook_events where state = 'received') as events,
         (select count(*)::int from messages where direction = 'outbound' and status <> 'Read' and status <> 'Delivered') as messages`,
    ),
  );
  return open;
};

const eventsByKind = async () => {
  const rows = await asSystem((sql) =>
    sql.query<{ kind: string; count: number }>("select kind, count(*)::int as count from webhook_events group by kind"),
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
};
