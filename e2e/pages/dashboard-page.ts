import { expect, type Page } from "@playwright/test";

/** The dashboard, as an agent sees it. */
export class DashboardPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signIn(): Promise<void> {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("E-mail").fill(process.env["E2E_EMAIL"] ?? "");
    await this.page.getByLabel("Password").fill(process.env["E2E_PASSWORD"] ?? "");
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await expect(this.page).not.toHaveURL(/sign-in/);
  }

  async openInbox(): Promise<void> {
    await this.page.goto("/demo/inbox");
  }

  async openConversation(name: string): Promise<void> {
    await this.conversations().getByText(name).first().click();
    await expect(this.messages()).toBeVisible();
  }

  conversations() {
    return this.page.getByRole("navigation", { name: "Conversations" });
  }

  messages() {
    return this.page.getByRole("log", { name: "Messages" });
  }

  async replies(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Reply" }).fill(text);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
  }
}
