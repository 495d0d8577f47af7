import { asSystem } from "@/platform/db/as-system";
import { ring } from "@/platform/lanes/alarm-bell";
import { log } from "@/platform/log";
import { countItems } from "./count-webhook";
import type { Delivery } from "./delivery";
import { rememberTrace, tracing } from "./delivery-traces";
import { storeDeliveries } from "./store-deliveries";

const MOST_ITEMS = 1000;
const MOST_AT_ONCE = 2;
/** Items of a delivery that takes long. Only one of those is stored at a time, so that the others' never wait for two. */
const LARGE = 250;
const TRIES = 4;

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let storing = 0;
let storesLarge = false;

/**
 * Stores a delivery durably, together with others that arrive while earlier ones are being committed: one commit for many.
 * A group that fails is tried one by one, so that nobody's delivery costs another its 200. Rejects when it is not stored.
 */
export function ingest(delivery: Delivery): Promise<void> {
  rememberTrace(delivery);
  return new Promise((done, failed) => {
    waiting.push({ delivery, done, failed });
    storeWaiting();
  });
}

const isLarge = ({ delivery }: Waiting): boolean => delivery.items.length > LARGE;

function storeWaiting(): void {
  while (storing < MOST_AT_ONCE) {
    const group = nextGroup();
    if (group.length === 0) return;
    const large = group.some(isLarge);
    storing += 1;
    storesLarge ||= large;
    void storeGroup(group).finally(() => {
      storing -= 1;
      if (large) storesLarge = false;
      storeWaiting();
    });
  }
}

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
    else for (const one of group) await storeGroup([one]);
    return;
  }
  ring();
}

async function store(deliveries: readonly Delivery[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      countItems(deliveries, await asSystem((sql) => storeDeliveries(sql, deliveries).then(tracing(sql, deliveries))));
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
