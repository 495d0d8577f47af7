import type { Bubble, Choice } from "../bubble";
import type { Customer } from "../customers";
import { addCustomerSheet } from "./add-customer";
import { ask } from "./ask";
import { attachment } from "./attachment";
import { paintAvatar } from "./avatar";
import { byId } from "./by-id";
import { composer } from "./composer";
import { conversationLog } from "./conversation-log";
import { type Business, drawBusinesses, drawCustomers } from "./desk";
import { formSheet } from "./form-sheet";
import { type ChatKey, listen } from "./listen";
import { listSheet } from "./list-sheet";
import { reading } from "./reading";
import { typingLine } from "./typing-line";

interface State {
  businesses: Business[];
  customers: Customer[];
  chats: (ChatKey & { last: Bubble })[];
}

/** Who writes to whom is kept in the address, so that a reload stays. */
const wanted = new URLSearchParams(location.search);
const chosen: ChatKey = { phoneNumberId: wanted.get("business") ?? "", customer: wanted.get("customer") ?? "" };
let businesses: Business[] = [];
let customers: Customer[] = [];
/** What is heard of the chosen chat while it is being fetched: may be newer than the answer. */
let meanwhile: Bubble[] | undefined;
/** Of each chat, the last message and how many came while another was open. */
const lasts = new Map<string, Bubble>();
const unread = new Map<string, number>();

const keyOf = ({ phoneNumberId, customer }: ChatKey) => `${phoneNumberId}/${customer}`;
const tap = (kind: string) => (bubble: Bubble, choice: Choice) =>
  void say({ tap: { ...choice, kind, contextId: bubble.id } });
const PLACE = { latitude: 4.5981, longitude: -74.076, name: "Plaza de Bolívar, Bogotá" };
const log = conversationLog({
  tap: tap("button_reply"),
  openList: listSheet(tap("list_reply")),
  openForm: formSheet((form) => void say({ form })),
  sendPlace: () => void say({ location: PLACE }),
});
const eyes = reading();
const typing = typingLine(log.showTyping);
const box = composer((text) => say({ text }));
attachment((file) => void say({ file }), notice);

/** Says it as the chosen customer; false when the phone's own server did not take it. */
async function say(content: object): Promise<boolean> {
  notice("");
  try {
    await ask("/api/messages", { ...chosen, ...content });
    return true;
  } catch (refusal) {
    report(refusal);
    return false;
  }
}

function notice(sentence: string): void {
  byId("notice", HTMLElement).hidden = sentence === "";
  byId("notice", HTMLElement).textContent = sentence;
}

function report(cause: unknown): void {
  notice((cause as Error).message);
}

async function load(): Promise<void> {
  const state = await ask<State>("/api/state");
  ({ businesses, customers } = state);
  for (const chat of state.chats) lasts.set(keyOf(chat), chat.last);
  const { phoneNumberId, customer } = chosen;
  if (!businesses.some((known) => known.phoneNumberId === phoneNumberId)) {
    chosen.phoneNumberId = businesses[0]?.phoneNumberId ?? "";
  }
  if (!customers.some((known) => known.id === customer)) chosen.customer = customers[0]?.id ?? "";
  await openChat();
}

async function openChat(): Promise<void> {
  const heard: Bubble[] = [];
  meanwhile = heard;
  const { phoneNumberId, customer } = chosen;
  history.replaceState(null, "", `?${new URLSearchParams({ business: phoneNumberId, customer }).toString()}`);
  drawNames();
  const path = `/api/chat?${new URLSearchParams({ phoneNumberId, customer }).toString()}`;
  const { bubbles, typingUntil } = await ask<{ bubbles: Bubble[]; typingUntil?: string }>(path);
  // Another chat was opened before this one had come.
  if (meanwhile !== heard) return;
  meanwhile = undefined;
  unread.delete(keyOf(chosen));
  eyes.forgetAll();
  log.replaceAll(bubbles);
  typing.until(typingUntil);
  for (const bubble of bubbles) eyes.watch(bubble, log.node(bubble.id));
  for (const bubble of heard) show(bubble);
  drawPeople();
  drawEmpty();
}

function drawNames(): void {
  const business = businesses.find(({ phoneNumberId }) => phoneNumberId === chosen.phoneNumberId);
  const customer = customers.find(({ id }) => id === chosen.customer);
  const { name = "No business yet", number = "" } = business ?? {};
  byId("business-name", HTMLElement).textContent = name;
  paintAvatar(byId("business-avatar", HTMLElement), { id: chosen.phoneNumberId, name });
  if (customer) paintAvatar(byId("my-avatar", HTMLElement), customer);
  typing.rest(number);
  box.allow(business !== undefined);
  drawBusinesses(businesses, chosen.phoneNumberId);
}

function drawPeople(): void {
  const rows = customers.map((customer) => {
    const key = keyOf({ phoneNumberId: chosen.phoneNumberId, customer: customer.id });
    const isChosen = customer.id === chosen.customer;
    return { customer, chosen: isChosen, last: lasts.get(key), unread: unread.get(key) ?? 0 };
  });
  drawCustomers(rows, (customer) => void pick({ customer }));
}

function drawEmpty(): void {
  const alone = businesses.length === 0;
  const words = alone ? "No business has a number here. npm start brings one." : "Write something.";
  byId("empty", HTMLElement).hidden = !log.isEmpty();
  byId("empty-title", HTMLElement).textContent = words;
  byId("empty-try", HTMLElement).hidden = alone;
}

async function pick(choice: Partial<ChatKey>): Promise<void> {
  Object.assign(chosen, choice);
  const desk = byId("desk", HTMLElement);
  if (desk.matches(":popover-open")) desk.hidePopover();
  await openChat().then(box.focus, report);
}

function hear({ bubble, ...chat }: ChatKey & { bubble: Bubble }): void {
  const key = keyOf(chat);
  lasts.set(key, bubble);
  if (!customers.some(({ id }) => id === chat.customer)) {
    load().catch(report);
    return;
  }
  if (key !== keyOf(chosen)) count(bubble, key);
  else if (meanwhile) meanwhile.push(bubble);
  else show(bubble);
  drawPeople();
}

function count(bubble: Bubble, key: string): void {
  if (bubble.from === "business" && !bubble.seen) unread.set(key, (unread.get(key) ?? 0) + 1);
}

function show(bubble: Bubble): void {
  // A business's message changes only by being seen, which is not drawn: its buttons stay under the finger.
  if (bubble.from === "business" && log.has(bubble.id)) return;
  if (bubble.from === "business") typing.until(undefined);
  log.put(bubble);
  eyes.watch(bubble, log.node(bubble.id));
  drawEmpty();
}

byId("business", HTMLSelectElement).addEventListener("change", (event) => {
  void pick({ phoneNumberId: (event.target as HTMLSelectElement).value });
});
byId("try", HTMLElement).addEventListener("click", () => box.suggest("hola"));
addCustomerSheet((customer) => {
  customers = [...customers.filter(({ id }) => id !== customer.id), customer];
  void pick({ customer: customer.id });
});
listen({
  bubble: hear,
  typing({ until, ...chat }) {
    if (keyOf(chat) === keyOf(chosen)) typing.until(until);
  },
  lost: () => notice("The phone’s server is away. Is npm start still running? Trying again…"),
  rejoined() {
    notice("");
    load().catch(report);
  },
});
load().then(box.focus, report);
