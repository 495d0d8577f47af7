import { expect, test } from "@playwright/test";
import { DashboardPage } from "./pages/dashboard-page";
import { PhonePage } from "./pages/phone-page";

test("a customer quotes, reacts, corrects, sends a photo and deletes, and the inbox follows", async ({ browser }) => {
  const phone = new PhonePage(await browser.newPage());
  const dashboard = new DashboardPage(await browser.newPage());
  await dashboard.signIn();
  await dashboard.openInbox();

  await phone.openAs({ name: "Teresa Ríos", number: "+34 600 555 020" });
  await phone.says("hola");
  await expect(phone.conversation()).toContainText("Please select an option:");
  await dashboard.openConversation("Teresa Ríos");

  await phone.choose("Welcome! How can I help?", "React with 👍");
  await expect(phone.conversation().getByRole("img", { name: "Reactions: You: 👍" })).toBeVisible();
  await expect(dashboard.messages()).toContainText("👍");

  await phone.choose("Welcome! How can I help?", "Reply");
  await phone.says("do you have oat milk");
  await expect(dashboard.messages()).toContainText("do you have oat milk");
  await phone.choose("do you have oat milk", "Correct");
  await phone.says("do you have soy milk?");
  await expect(phone.conversation()).toContainText("edited");
  await expect(dashboard.messages()).toContainText("do you have soy milk?");

  await phone.attach("A photo");
  await expect(phone.conversation().getByRole("img", { name: "picture" })).toBeVisible();
  await expect(dashboard.messages().getByRole("button", { name: /open it whole/ })).toBeVisible();

  await phone.choose("do you have soy milk?", "Delete for everyone");
  await expect(phone.conversation()).toContainText("This message was deleted");
  await expect(dashboard.messages()).toContainText("Deleted a message");
});

test("two phones stand side by side, and the drawer shows what travels", async ({ page }) => {
  const phone = new PhonePage(page);
  await phone.openAs({ name: "Aitana Soler", number: "+34 600 555 030" });
  await page.getByRole("button", { name: "Noa, beside" }).click();
  await expect(page.getByRole("region", { name: /Aitana Soler/ })).toBeVisible();
  const noa = page.getByRole("region", { name: /Noa/ });

  await page.keyboard.press("Alt+t");
  await noa.getByRole("textbox", { name: "Message" }).fill("buenas");
  await page.keyboard.press("Enter");
  await expect(noa.getByRole("log")).toContainText("buenas");

  const drawer = page.getByRole("complementary", { name: "Between Recado and Meta" });
  const webhook = drawer.getByRole("listitem").filter({ hasText: "text from Noa" });
  await expect(webhook).toContainText("200");
  await webhook.locator("summary").click();
  await expect(webhook).toContainText('"body": "buenas"');
  await drawer.getByRole("button", { name: "Calls" }).click();
  await expect(drawer.getByRole("listitem").first()).toBeVisible();

  await page.reload();
  await expect(noa.getByRole("log")).toContainText("buenas");
});
