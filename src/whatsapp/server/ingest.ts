import { asSystem } from "@/platform/db/as-system";
import { ring } from "@/platform/lanes/alarm-bell";
import { log } from "@/platform/log";
import { endOfTurn } from "@/platform/together";
import { countItems } from "./count-webhook";
import type { Delivery } from "./delivery";
import { rememberTrace, tracing } from "./delivery-traces";
import { storeDeliveries } from "./store-deliveries";

const MOST_ITEMS = 1000;
const MOST_AT_ONCE = 4;
/** So many waiting are worth a group beside the one that is being stored. */
const WORTH_ONE = 16;
/** A group that takes longer is held up, by a lock or by its size: the next begins beside it. */
const SLOW_MS = 50;
/** Items of a delivery that takes long. Only one of those is stored at a time, so that the others' never wait for two. */
const LARGE = 250;
const TRIES = 4;
/** How long a group waits for a lane that somebody holds; then each of it goes alone, and waits for its own lanes only. */
const GROUP_WAITS_MS = 300;
/** Meta does not say how long it waits; a late 200 is better than a 503 and the same delivery again. */
const WAITS_MS = 8_000;
const ALONE_AT_ONCE = 8;

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let storing = 0;
let storesLarge = false;
let begunAt = -Infinity;
let look: Promise<void> | undefined;

/**
 * Stores a delivery durably, together with others that arrive while earlier ones are being committed: one commit for many.
 * A group that fails is tried one by one, so that nobody's delivery costs another its 200. Rejects when it is not stored.
 */
export function ingest(delivery: Delivery): Promise<void> {
  rememberTrace(delivery);
  return new Promise((done, failed) => {
    waiting.push({ delivery, done, failed });
    look ??= endOfTurn().then(() => {
      look = undefined;
      storeWaiting();
    });
  });
}

const isLarge = ({ delivery }: Waiting): boolean => delivery.items.length > LARGE;

function storeWaiting(): void {
  while (mayBegin()) {
    const group = nextGroup();
    if (group.length === 0) return;
    const large = group.some(isLarge);
    storing += 1;
    storesLarge ||= large;
    begunAt = performance.now();
    const late = setTimeout(storeWaiting, SLOW_MS);
    void storeGroup(group).finally(() => {
      clearTimeout(late);
      storing -= 1;
      if (large) storesLarge = false;
      storeWaiting();
    });
  }
}

/** The fewer the faster, since all that come while one is being stored share the next. */
const mayBegin = (): boolean =>
  storing === 0 ||
  (storing < MOST_AT_ONCE && (waiting.length >= WORTH_ONE || performance.now() - begunAt >= SLOW_MS - 1));

/** Those that have waited longest, or, while a large one is being stored, the longest of the small ones. */
function nextGroup(): readonly Waiting[] {
  const mayGo = waiting.filter((one) => !(storesLarge && isLarge(one)));
  let items = 0;
  const end = mayGo.findIndex(({ delivery }, index) => (items += delivery.items.length) > MOST_ITEMS && index > 0);
  const group = new Set(end === -1 ? mayGo : mayGo.slice(0, end));
  waiting = waiting.filter((one) => !group.has(one));
  return [...group];
}

async function storeGroup(group: readonly Waiting[]): Promise<void> {
  try {
    await store(group.map(({ delivery }) => delivery));
    for (const { done } of group) done();
  } catch (error) {
    const [only] = group;
    if (group.length === 1 && only) only.failed(error);
    else await storeEachAlone(group);
    return;
  }
  ring();
}

/** A few at once, since one may wait for a lock, and not all at once: the others need connections too. */
async function storeEachAlone(group: readonly Waiting[]): Promise<void> {
  for (let from = 0; from < group.length; from += ALONE_AT_ONCE) {
    await Promise.all(group.slice(from, from + ALONE_AT_ONCE).map((one) => storeGroup([one])));
  }
}

async function store(deliveries: readonly Delivery[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const patience = `set local lock_timeout = ${deliveries.length > 1 ? GROUP_WAITS_MS : WAITS_MS}`;
      const [, stored] = await asSystem((sql) =>
        Promise.all([sql.query(patience), storeDeliveries(sql, deliveries).then(tracing(sql, deliveries))]),
      );
      countItems(deliveries, stored);
      return;
    } catch (error) {
      if (tries >= TRIES || !hasMet(error)) throw error;
      log.debug({ err: error, tries }, "Storing deliveries again");
    }
  }
}

/**
 * Two transactions met in an unlucky order, and one was rolled back whole: a deadlock, a contact that was merged away between
 * being found and being used, or an identity that both added. It goes again.
 */
const hasMet = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["40001", "40P01", "23503", "23505"].includes(String(error.code));
