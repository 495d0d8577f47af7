import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { WebSocket } from "ws";
import { asSystem } from "../src/platform/db/as-system";
import { startLiveStack, type LiveStack } from "./live-stack";
import { trueList, trueThread } from "./live-truth";
import { DashboardPage } from "./pages/dashboard-page";

// One after another: they share a Pusher that goes away, refuses and loses events.
test.describe.configure({ mode: "default" });

type Who = "owner" | "agent";

let stack: LiveStack;
const signedIn = new Map<Who, Awaited<ReturnType<BrowserContext["storageState"]>>>();

test.beforeAll(async ({ browser }) => {
  stack = await startLiveStack();
  for (const who of ["owner", "agent"] as const) {
    const context = await browser.newContext({ baseURL: stack.url });
    await new DashboardPage(await context.newPage()).signIn(stack[who]);
    signedIn.set(who, await context.storageState());
    await context.close();
  }
});
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close();
  stack.pusher().decide(null);
});
test.afterAll(() => stack.stop());

const PHONE_NUMBER_ID = "106540352242922";
const numbers = new Map<string, string>();

/** A customer writes; each name has a number of its own. */
async function says(name: string, text: string): Promise<void> {
  const from = numbers.get(name) ?? `3460055${String(5100 + numbers.size)}`;
  numbers.set(name, from);
  await stack.graph.customerSays({ phoneNumberId: PHONE_NUMBER_ID, from, name, text });
}

async function idOf(name: string): Promise<string> {
  const [row] = await asSystem((sql) =>
    sql.query<{ id: string }>(
      "select c.id from conversations c join contacts p on p.id = c.contact_id where p.name = $1",
      [name],
    ),
  );
  if (!row) throw new Error(`${name} has not written`);
  return row.id;
}

async function dashboardOf(browser: Browser, who: Who): Promise<DashboardPage> {
  const storageState = signedIn.get(who);
  const context = await browser.newContext({ baseURL: stack.url, ...(storageState && { storageState }) });
  const dashboard = new DashboardPage(await context.newPage());
  await dashboard.openInbox();
  return dashboard;
}

/** Waits until the database has it, whatever the screens show. */
const stored = (name: string, text: string) =>
  expect.poll(async () => JSON.stringify(await trueThread(name))).toContain(text);

/** Opens somebody's thread, and waits until it is live. */
async function watch(dashboard: DashboardPage, name: string): Promise<void> {
  await dashboard.openConversation(name);
  const channel = `private-conversation-${await idOf(name)}`;
  await expect.poll(async () => (await stack.channels()).some((one) => one.startsWith(channel))).toBe(true);
}

test("with a third of all events lost, others doubled and late, list and thread equal the database", async ({
  browser,
}) => {
  test.setTimeout(90_000); // up to 30 s of them are the promise
  const people = ["Ana Prieto", "Berta Gil", "Carla Mora", "Diego Sanz"];
  for (const name of people) await says(name, "hola");
  const [watcher, colleague] = [await dashboardOf(browser, "owner"), await dashboardOf(browser, "agent")];
  await watch(watcher, "Ana Prieto");

  stack.pusher().decide(() => {
    if (Math.random() < 0.3) return [];
    const late = () => Math.random() * 1_500;
    return Math.random() < 0.3 ? [late(), late()] : [late()];
  });
  for (let round = 1; round <= 4; round++) {
    for (const name of people) await says(name, `round ${round} of ${name}`);
    const conversationId = await idOf(people[round % 4] ?? "");
    const reply = { conversationId, text: `answer ${round}`, clientId: crypto.randomUUID() };
    await colleague.call("conversation.send", reply);
    if (round % 2 === 0) await colleague.call("conversation.handBack", { conversationId });
    await colleague.call("conversation.markRead", { conversationId: await idOf(people[(round + 1) % 4] ?? "") });
  }
  await says("Elena Nueva", "I was not here before");

  await expect(async () => {
    expect(await watcher.shownList()).toEqual(await trueList(stack.owner.email));
    expect(await watcher.shownThread()).toEqual(await trueThread("Ana Prieto"));
  }).toPass({ timeout: 30_000, intervals: [250] });
});

test("after 3 s away Pusher is heard again within 2 s", async ({ browser }) => {
  const dashboard = await dashboardOf(browser, "owner");
  await says("Flor Away", "hola");
  await watch(dashboard, "Flor Away");
  await stack.leave();
  await says("Flor Away", "said while Pusher was away");
  await dashboard.page.waitForTimeout(3_000);
  await stack.comeBack();
  await expect(dashboard.messages()).toContainText("said while Pusher was away", { timeout: 2_000 });
  await expect(dashboard.connectionBar()).toBeHidden();
});

/** What ends a page's sleep: the lid opens and the clock has jumped, or the tab is shown again. */
const AWAKENINGS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "on a machine that slept": async (page) => {
    await page.clock.fastForward("08:00:00");
    await page.clock.resume();
  },
  "in a tab that was hidden": async (page) => {
    await page.clock.resume();
    await show(page, "visible");
  },
};

const show = (page: Page, visibility: DocumentVisibilityState) =>
  page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visibility);

for (const [where, wake] of Object.entries(AWAKENINGS)) {
  test(`a page is right within 1 s of waking ${where}`, async ({ browser }) => {
    const dashboard = await dashboardOf(browser, "owner");
    const [known, stranger] = [`Gema ${where}`, `Hugo ${where}`];
    await says(known, "hola");
    await dashboard.page.clock.install();
    await dashboard.openInbox();
    await watch(dashboard, known);
    if (where.includes("hidden")) await show(dashboard.page, "hidden");
    await dashboard.page.clock.pauseAt(Date.now() + 1_000);
    stack.pusher().decide(() => []);
    await says(known, "said in the night");
    await says(stranger, "and by somebody new");
    await stored(known, "said in the night");
    await stored(stranger, "and by somebody new");
    await expect(dashboard.messages()).not.toContainText("said in the night");
    await wake(dashboard.page);
    const woken = Date.now();
    await expect(dashboard.messages()).toContainText("said in the night");
    await expect(dashboard.conversations()).toContainText(stranger);
    expect(Date.now() - woken).toBeLessThan(1_000);
  });
}

test("a full quota is said, news comes every 15 s, and live again when there is room", async ({ browser }) => {
  const dashboard = await dashboardOf(browser, "owner");
  await says("Ines Quota", "hola");
  await dashboard.page.clock.install();
  await dashboard.openInbox();
  await watch(dashboard, "Ines Quota");
  stack.pusher().refuseWith(4004);
  stack.pusher().dropConnections(4004);
  await expect(dashboard.connectionBar()).toContainText("every 15 seconds until there is room");
  await says("Ines Quota", "said without a quota");
  await stored("Ines Quota", "said without a quota");
  await dashboard.page.clock.runFor(16_000);
  await expect(dashboard.messages()).toContainText("said without a quota");
  stack.pusher().refuseWith(null);
  await dashboard.page.clock.runFor(4 * 60_000);
  await expect(dashboard.connectionBar()).toBeHidden();
  await says("Ines Quota", "said live again");
  await expect(dashboard.messages()).toContainText("said live again");
});

test("while nothing is live, what one does oneself shows at once", async ({ browser }) => {
  const dashboard = await dashboardOf(browser, "owner");
  const row = (state: object) => expect.objectContaining({ name: "Olga Alone", ...state }) as object;
  await says("Olga Alone", "hola");
  await expect.poll(() => dashboard.shownList()).toContainEqual(row({ unread: 1 }));
  stack.pusher().refuseWith(4004);
  stack.pusher().dropConnections(4004);
  await expect(dashboard.connectionBar()).toContainText("every 15 seconds");

  const soon = { timeout: 3_000 };
  await dashboard.openConversation("Olga Alone");
  await expect.poll(() => dashboard.shownList(), soon).toContainEqual(row({ unread: 0 }));
  await dashboard.replies("I am here");
  const handBack = dashboard.page.getByRole("button", { name: "Hand back to the bot" });
  await expect(handBack).toBeVisible(soon);
  await expect.poll(() => dashboard.shownList(), soon).toContainEqual(row({ preview: "I am here" }));
  await handBack.click();
  await expect(handBack).toBeHidden(soon);
  stack.pusher().refuseWith(null);
});

test("a message that Pusher would refuse whole arrives whole", async ({ browser }) => {
  const dashboard = await dashboardOf(browser, "owner");
  await says("Juan Largo", "hola");
  await watch(dashboard, "Juan Largo");
  await says("Juan Largo", `${"नमस्ते ".repeat(580)}the end`);
  await expect(dashboard.messages()).toContainText("the end", { timeout: 5_000 });
});

test("an agent who writes is seen writing by a colleague, not by themselves, and for 10 s at most", async ({
  browser,
}) => {
  await says("Karla Typing", "hola");
  const [writer, reader] = [await dashboardOf(browser, "agent"), await dashboardOf(browser, "owner")];
  await reader.page.clock.install();
  await reader.openInbox();
  await watch(writer, "Karla Typing");
  await reader.openConversation("Karla Typing");
  const isWriting = reader.page.getByText("Delia Ramos is writing");
  await expect(async () => {
    await writer.page.getByRole("textbox", { name: "Reply" }).fill("");
    await writer.page.getByRole("textbox", { name: "Reply" }).fill("Let me see");
    await expect(isWriting).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(writer.page.getByText("is writing")).toBeHidden();
  await reader.page.clock.runFor(10_000);
  await expect(isWriting).toBeHidden();
});

/** Somebody's own program with their cookies: it listens without saying whose it is, so that nothing ends it. */
async function eavesdrop(dashboard: DashboardPage, channels: readonly string[]): Promise<string[]> {
  const socket = new WebSocket(stack.socketUrl);
  const heard: string[] = [];
  socket.on("message", (frame: Buffer) => heard.push(frame.toString()));
  await expect.poll(() => heard.length).toBe(1);
  const { data } = JSON.parse(heard[0] ?? "") as { data: string };
  const { socket_id } = JSON.parse(data) as { socket_id: string };
  for (const channel_name of channels) {
    const form = { socket_id, channel_name };
    const answer = await dashboard.page.request.post("/api/realtime/auth", { form });
    const { auth } = (await answer.json()) as { auth: string };
    socket.send(JSON.stringify({ event: "pusher:subscribe", data: { channel: channel_name, auth } }));
  }
  await expect.poll(() => heard.length).toBe(1 + channels.length);
  return heard;
}

test("a removed member hears nothing more, and the others go on hearing", async ({ browser }) => {
  await says("Lola Epoch", "hola");
  const [stays, goes] = [await dashboardOf(browser, "owner"), await dashboardOf(browser, "agent")];
  const frames: string[] = [];
  goes.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await goes.openInbox();
  await watch(stays, "Lola Epoch");
  await watch(goes, "Lola Epoch");
  const heard = await eavesdrop(
    goes,
    (await stack.channels()).filter((name) => name.startsWith("private-")),
  );
  await says("Lola Epoch", "for everybody");
  await expect
    .poll(() => [heard.join().includes("for everybody"), frames.join().includes("for everybody")])
    .toEqual([true, true]);

  await stays.call("organization.removeMember", { userId: stack.agent.id });
  await expect.poll(async () => (await stack.channels()).filter((name) => name.endsWith("-e2")).length).toBe(2);
  await says("Lola Epoch", "not for Delia");
  await expect(stays.messages()).toContainText("not for Delia", { timeout: 2_000 });
  expect([...heard, ...frames].join()).not.toContain("not for Delia");
  await expect(goes.messages()).toBeHidden();
  await expect(goes.page.getByText("not for Delia")).toHaveCount(0);
});
