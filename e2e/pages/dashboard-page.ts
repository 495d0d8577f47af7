import { expect, type Page } from "@playwright/test";
import type { DemoSignIn } from "../../src/dev/stack";

/** The dashboard, as an agent sees it. */
export class DashboardPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signIn(as?: DemoSignIn): Promise<void> {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("E-mail").fill(as?.email ?? process.env["E2E_EMAIL"] ?? "");
    await this.page.getByLabel("Password").fill(as?.password ?? process.env["E2E_PASSWORD"] ?? "");
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

  /** What is said about the connection while something is wrong with it. */
  connectionBar() {
    return this.page.getByRole("status").filter({ hasText: /Live updates|live updates|offline/ });
  }

  async replies(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Reply" }).fill(text);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
  }

  /** Calls a procedure as this person, as a page of another colleague would. Gives what it answers. */
  async call<Answer>(procedure: string, input: object): Promise<Answer> {
    const answer = await this.page.request.post(`/api/trpc/${procedure}`, {
      data: { json: { organization: "demo", ...input } },
    });
    expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
    const { result } = (await answer.json()) as { result: { data: { json: Answer } } };
    return result.data.json;
  }

  /** The rows of the list, from the top. */
  shownList(): Promise<object[]> {
    return this.page.locator("a[data-row]").evaluateAll((rows) =>
      rows.map((row) => {
        const [name, preview] = [...row.querySelectorAll("span[dir=auto]")];
        const marks = preview?.nextElementSibling?.textContent ?? "";
        const unread = /(\d+) unread$/.exec(marks)?.[1] ?? "";
        const badge = unread ? marks.slice(0, -`${unread} unread`.length) : marks;
        return { name: name?.textContent, preview: preview?.textContent, badge, unread: Number(unread) };
      }),
    );
  }

  /** The messages of the open thread. */
  shownThread(): Promise<object[]> {
    return this.messages()
      .getByRole("listitem")
      .filter({ has: this.page.locator("time") })
      .evaluateAll((items) =>
        items.map((item) => ({
          text: item.querySelector("span[dir=auto]")?.textContent,
          status: item.querySelector("summary svg")?.getAttribute("aria-label") ?? null,
        })),
      );
  }
}
