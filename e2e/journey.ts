import { expect } from "@playwright/test";
import type { DashboardPage } from "./pages/dashboard-page";
import type { PhonePage } from "./pages/phone-page";

/** A customer writes, the bot answers, and an agent, who is signed in, watches it live and takes over. */
export async function walkTheJourney(phone: PhonePage, dashboard: DashboardPage): Promise<void> {
  await dashboard.openInbox();

  await phone.openAs({ name: "Marisol Vega", number: "+34 600 555 010" });
  await phone.says("Hola");
  await expect(phone.conversation()).toContainText("Please select an option:");

  await dashboard.openConversation("Marisol Vega");
  await expect(dashboard.messages()).toContainText("Welcome! How can I help?");

  // From here on nobody reloads anything.
  await phone.conversation().getByRole("button", { name: "Option 1" }).click();
  await expect(phone.conversation()).toContainText("You chose option 1");
  await expect(dashboard.messages()).toContainText("You chose option 1");
  await expect(
    dashboard
      .messages()
      .getByRole("img", { name: /Read|Delivered/ })
      .last(),
  ).toBeVisible();

  await dashboard.replies("Marisol, a person here: how may I help?");
  await expect(phone.conversation()).toContainText("a person here");
  await phone.says("hola");
  await expect(dashboard.messages()).toContainText("hola");
  await expect(phone.conversation().getByText("Welcome! How can I help?")).toHaveCount(1);
}
