import { test } from "@playwright/test";
import { walkTheJourney } from "./journey";
import { DashboardPage } from "./pages/dashboard-page";
import { PhonePage } from "./pages/phone-page";

test("a customer writes, the bot answers, an agent watches it live and takes over", async ({ browser }) => {
  const dashboard = new DashboardPage(await browser.newPage());
  await dashboard.signIn();
  await walkTheJourney(new PhonePage(await browser.newPage()), dashboard);
});
