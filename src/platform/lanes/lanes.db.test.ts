import { beforeEach, expect, test, vi } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "../db/as-system";
import { ring } from "./alarm-bell";
import { claim } from "./claim";
import { holdLane, renew } from "./hold";
import { LeaseLost, type Lane, type LaneKind } from "./lane";
import { release, releaseFailed } from "./release";
import { wake } from "./wake";
import { drain } from "./drain";
import { startWorker } from "./worker";

const KINDS = { a: { handicap: 0 }, b: { handicap: 30 } };
const wakeLanes = (
  keys: readonly string[],
  { kind = "a", organizationId = null as string | null, at = null as Date | null } = {},
) =>
  asSystem((sql) =>
    wake(
      sql,
      keys.map((key) => ({ kind, key, organizationId })),
      at,
    ),
  );
const rowOf = async (key: string) => {
  const [row] = await asSystem((sql) =>
    sql.query<{ attempts: number; lease: string | null; due_in: number; seq: string }>(
      `select attempts, lease, seq, extract(epoch from greatest(wake_at, not_before) - now())::float8 as due_in from lanes where key = $1`,
      [key],
    ),
  );
  return row!;
};
const one = async (): Promise<Lane> => {
  const [lane] = await claim(KINDS, 1);
  if (!lane) throw new Error("nothing is due");
  return lane;
};
const expire = () =>
  asSystem((sql) => sql.query("update lanes set lease_until = now() - interval '1 second' where lease is not null"));

beforeEach(() => asSystem((sql) => sql.query("delete from lanes")));

test("a lane is claimed by one worker at a time", async () => {
  await wakeLanes(Array.from({ length: 20 }, (_, n) => `l${n}`));
  const claimed = (await Promise.all([claim(KINDS, 20), claim(KINDS, 20), claim(KINDS, 20)])).flat();
  expect(new Set(claimed.map((lane) => lane.key)).size).toBe(claimed.length);
  expect(claimed).toHaveLength(20);
  expect(await claim(KINDS, 20)).toEqual([]);
});

test("a worker that lost its lease can write nothing more", async () => {
  await wakeLanes(["x"]);
  const slow = await one();
  await expire();
  const next = await one();
  expect(next.attempts).toBe(2);
  await expect(asSystem((sql) => holdLane(sql, slow))).rejects.toThrow(LeaseLost);
  await release(slow, { wakeAt: null });
  expect((await rowOf("x")).lease).toBe(next.lease);
  await asSystem((sql) => holdLane(sql, next));
});

test("a renewed lease is not taken over", async () => {
  await wakeLanes(["x"]);
  const lane = await one();
  await expire();
  await renew([lane]);
  expect(await claim(KINDS, 1)).toEqual([]);
});

test("renewing leases waits for no lane's transaction, which renews its own", async () => {
  await wakeLanes(["x", "y"]);
  const lanes = await claim(KINDS, 2);
  await expire();
  let hold = () => {};
  const renewing = new Promise<void>((resolve) => (hold = resolve)).then(() => renew(lanes));
  await asSystem(async (sql) => {
    await holdLane(sql, lanes[0]!);
    hold();
    await renewing;
  });
  expect(await claim(KINDS, 2)).toEqual([]);
});

test("work that comes while a lane is being worked is seen when it is given back", async () => {
  await wakeLanes(["x"]);
  const lane = await one();
  await wakeLanes(["x"]);
  await release(lane, { wakeAt: null });
  expect((await one()).key).toBe("x");
});

test("a lane that nothing is known of sleeps, and one with a time wakes then", async () => {
  await wakeLanes(["x", "y"]);
  const lanes = await claim(KINDS, 2);
  for (const lane of lanes) await release(lane, { wakeAt: lane.key === "y" ? new Date(Date.now() + 60_000) : null });
  expect(await claim(KINDS, 2)).toEqual([]);
  expect((await rowOf("y")).due_in).toBeCloseTo(60, 0);
});

test("a failing head backs off by 0.2 · 4ⁿ seconds, and new traffic does not shorten it", async () => {
  await wakeLanes(["x"]);
  const waits: number[] = [];
  for (let tries = 1; tries <= 7; tries++) {
    await releaseFailed(await one(), { counts: true });
    await wakeLanes(["x"]);
    expect(await claim(KINDS, 1)).toEqual([]);
    waits.push((await rowOf("x")).due_in);
    await asSystem((sql) => sql.query("update lanes set not_before = '-infinity'"));
  }
  expect(waits.map((seconds) => Math.round(seconds))).toEqual([1, 3, 13, 51, 205, 300, 300]);
});

test("a fault of the machinery counts no try, and getting on clears those that counted", async () => {
  await wakeLanes(["x"]);
  await releaseFailed(await one(), { counts: false });
  expect((await rowOf("x")).attempts).toBe(0);
  await asSystem((sql) => sql.query("update lanes set not_before = '-infinity'"));
  await releaseFailed(await one(), { counts: true });
  expect((await rowOf("x")).attempts).toBe(1);
  await asSystem((sql) => sql.query("update lanes set not_before = '-infinity'"));
  const lane = await one();
  await asSystem((sql) => holdLane(sql, lane));
  expect((await rowOf("x")).attempts).toBe(0);
});

test("one organization's backlog leaves room for the others", async () => {
  const [busy, small] = [await makeTenant(), await makeTenant()];
  await wakeLanes(
    Array.from({ length: 600 }, (_, n) => `busy${n}`),
    { organizationId: busy.organizationId },
  );
  await wakeLanes(["small"], { organizationId: small.organizationId });
  const first = await claim(KINDS, 200);
  expect(first.filter((lane) => lane.key.startsWith("busy"))).toHaveLength(50);
  const second = await claim(KINDS, 200);
  expect([...first, ...second].map((lane) => lane.key)).toContain("small");
  expect(second.filter((lane) => lane.key.startsWith("busy"))).toEqual([]);
});

test("a backlog of thousands hides nobody's work", async () => {
  const [busy, other, small] = [await makeTenant(), await makeTenant(), await makeTenant()];
  for (const { organizationId } of [busy, other]) {
    await asSystem((sql) =>
      sql.query(
        `insert into lanes (kind, key, organization_id, wake_at)
         select 'a', $1 || n, $1::uuid, now() - interval '1 minute' from generate_series(1, 2500) n`,
        [organizationId],
      ),
    );
  }
  await wakeLanes(["small"], { organizationId: small.organizationId });
  const first = await claim(KINDS, 20, { held: [], share: 8 });
  expect(first.map((lane) => lane.key)).toContain("small");
});

test("a lane whose worker died is known as such, one that was given back is not", async () => {
  await wakeLanes(["x"]);
  const dead = await one();
  expect(dead.isTakenOver).toBe(false);
  await asSystem((sql) => sql.query("update lanes set lease_until = '-infinity'"));
  const next = await one();
  expect(next.isTakenOver).toBe(true);
  await release(next, { wakeAt: new Date(0) });
  expect((await one()).isTakenOver).toBe(false);
});

test("kinds with a handicap are overtaken by those without", async () => {
  await wakeLanes(["late"], { kind: "b" });
  await wakeLanes(["early"], { kind: "a" });
  expect((await one()).key).toBe("early");
  expect((await one()).key).toBe("late");
});

test("a kind has no more than its part of the places, however much of it is due before the others", async () => {
  const kinds = { slow: { handicap: 0, part: 0.5 }, a: { handicap: 0 } };
  const { organizationId } = await makeTenant();
  await wakeLanes(
    Array.from({ length: 80 }, (_, n) => `slow${n}`),
    { kind: "slow", organizationId },
  );
  await wakeLanes(["quick"], { organizationId });
  const first = await claim(kinds, 8, { share: 6 });
  expect(first.map(({ kind }) => kind)).toEqual(["slow", "slow", "slow", "slow"]);
  const second = await claim(kinds, 4, { held: first, share: 6 });
  expect(second.map(({ key }) => key)).toEqual(["quick"]);
  expect(await claim(kinds, 3, { held: [...first, ...second], share: 6 })).toEqual([]);
  for (const lane of first) await release(lane, { wakeAt: null });
  expect(await claim(kinds, 7, { held: second, share: 6 })).toHaveLength(4);
});

test("a worker hears the bell, works serially per lane, and stops when its work is done", async () => {
  const inside = new Set<string>();
  const worked: string[] = [];
  let overlaps = 0;
  const kind: LaneKind = {
    handicap: 0,
    async work(lane) {
      if (inside.has(lane.key)) overlaps += 1;
      inside.add(lane.key);
      await asSystem((sql) => holdLane(sql, lane));
      inside.delete(lane.key);
      worked.push(lane.key);
      return { wakeAt: null };
    },
  };
  const worker = startWorker({ a: kind }, 4);
  for (let n = 0; n < 5; n++) {
    await wakeLanes(["x", "y", "z"]);
    ring();
  }
  await vi.waitFor(() => expect(new Set(worked)).toEqual(new Set(["x", "y", "z"])), 5_000);
  await worker.stop();
  expect(overlaps).toBe(0);
  const leased = await asSystem((sql) => sql.query("select 1 from lanes where lease is not null"));
  expect(leased).toEqual([]);
});

test("a drain works what becomes due while something slow is worked", async () => {
  let finish = () => {};
  const kind: LaneKind = {
    handicap: 0,
    async work({ key }) {
      if (key === "slow") await new Promise<void>((resolve) => (finish = resolve));
      if (key === "first") await wakeLanes(["next"]);
      if (key === "next") finish();
      return { wakeAt: null };
    },
  };
  // Many times: "next" may become due before, while and after the drain looks for more.
  for (let n = 0; n < 50; n++) {
    await wakeLanes(["slow", "first"]);
    expect(await drain({ a: kind }, { deadline: Date.now() + 5_000, concurrency: 5 })).toBe(3);
  }
});

test("a drain works what is due and gives back what fails", async () => {
  const kind: LaneKind = {
    handicap: 0,
    work: (lane) => (lane.key === "bad" ? Promise.reject(new Error("bad")) : Promise.resolve({ wakeAt: null })),
  };
  await wakeLanes(["good", "bad"]);
  expect(await drain({ a: kind }, { deadline: Date.now() + 5_000, concurrency: 5 })).toBe(2);
  expect(await rowOf("bad")).toMatchObject({ attempts: 1, lease: null });
});
