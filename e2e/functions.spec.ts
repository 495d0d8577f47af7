import { expect, test, type Browser, type BrowserContext } from "@playwright/test";
import { flowOf } from "../src/flow/golden/flow-of";
import { asSystem } from "../src/platform/db/as-system";
import { startFunctionsStack } from "./functions-stack";
import { walkTheJourney } from "./journey";
import { DashboardPage } from "./pages/dashboard-page";
import { PhonePage } from "./pages/phone-page";

// The production build with no long-lived worker, as on Vercel.
test.describe.configure({ mode: "default" });

let stack: Awaited<ReturnType<typeof startFunctionsStack>>;
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;

test.beforeAll(async ({ browser }) => {
  stack = await startFunctionsStack();
  const context = await browser.newContext({ baseURL: stack.url });
  await new DashboardPage(await context.newPage()).signIn(stack.demo);
  signedIn = await context.storageState();
  await context.close();
});
test.afterAll(() => stack.stop());

async function open(browser: Browser) {
  const context = await browser.newContext({ baseURL: stack.url, storageState: signedIn });
  const dashboard = new DashboardPage(await context.newPage());
  return { dashboard, phone: new PhonePage(await context.newPage(), stack.phoneUrl) };
}

test("a customer writes, the bot answers, an agent watches it live and takes over", async ({ browser }) => {
  const { phone, dashboard } = await open(browser);
  await walkTheJourney(phone, dashboard);
});

test("a flow calls another system, waits for a moment, and for an hour until cron comes", async ({ browser }) => {
  const { phone, dashboard } = await open(browser);
  const definition = flowOf(
    {
      t: ["trigger", { keyword: "price", match: "exact" }],
      c: ["api", { url: `${stack.shop.url}/price` }],
      good: ["message", { text: "It costs {{ apiResult.price }}." }],
      bad: ["message", { text: "Nobody knows: {{ apiResult.error }}." }],
      moment: ["delay", { seconds: 2 }],
      still: ["message", { text: "Are you still there?" }],
      hour: ["delay", { seconds: 3_600 }],
      bye: ["message", { text: "Then until tomorrow." }],
    },
    ["t > c", "c > good", "c:error > bad", "good > moment", "moment > still", "still > hour", "hour > bye"],
  );
  const { id } = await dashboard.call<{ id: string }>("flow.create", { name: "Price", definition });
  await dashboard.call("flow.publish", { id, message: "First" });
  await dashboard.call("flow.setStatus", { id, status: "Active" });

  await dashboard.openInbox();
  await phone.openAs({ name: "Rosa Prieto", number: "+34 600 555 040" });
  await phone.says("price");
  await expect(phone.conversation()).toContainText("It costs 7.");
  await expect(phone.conversation()).toContainText("Are you still there?");
  await dashboard.openConversation("Rosa Prieto");
  await expect(dashboard.messages()).toContainText("Are you still there?");

  await nobodyDrains();
  await anHourPasses();
  expect((await stack.cron("not the secret")).status).toBe(401);
  expect(await (await stack.cron()).json()).toMatchObject({ handedOn: false });
  await expect(phone.conversation()).toContainText("Then until tomorrow.");
  await expect(dashboard.messages()).toContainText("Then until tomorrow.");
});

const nobodyDrains = () =>
  expect
    .poll(() =>
      asSystem((sql) =>
        sql.query(
          `select kind, key from lanes where lease_until > now() or (kind <> 'upkeep' and wake_at < now() + interval '1 minute')`,
        ),
      ),
    )
    .toEqual([]);

/** For those who wait for it; nobody says so. */
const anHourPasses = () =>
  asSystem(async (sql) => {
    await sql.query("update lanes set wake_at = wake_at - interval '1 hour' where wake_at < 'infinity'");
    await sql.query("update timers set fire_at = fire_at - interval '1 hour'");
    await sql.query(
      "update sessions set waiting = jsonb_set(waiting, '{until}', to_jsonb((waiting ->> 'until')::float8 - 3600000)) where waiting ? 'until'",
    );
  });
