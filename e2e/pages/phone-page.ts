import { expect, type Page } from "@playwright/test";

/** The customer's phone. */
export class PhonePage {
  readonly page: Page;
  readonly #url: string;
  constructor(page: Page, url = process.env["E2E_PHONE_URL"] ?? "") {
    this.page = page;
    this.#url = url;
  }

  /** Opens the phone as somebody nobody knows yet. */
  async openAs(customer: { name: string; number: string }): Promise<void> {
    await this.page.goto(this.#url);
    await this.page.getByRole("button", { name: "Somebody else" }).click();
    const form = this.page.getByRole("dialog", { name: "Somebody else" });
    await form.getByLabel("Name", { exact: true }).fill(customer.name);
    await form.getByLabel("Number").fill(customer.number);
    await form.getByRole("button", { name: "Add and write" }).click();
    await expect(form).toBeHidden();
  }

  async says(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Message" }).fill(text);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
  }

  conversation() {
    return this.page.getByRole("log", { name: "Conversation" });
  }

  /** Chooses from the menu of the last message with these words. */
  async choose(words: string, choice: string): Promise<void> {
    const message = this.conversation().getByRole("listitem").filter({ hasText: words }).last();
    await message.hover();
    await message.getByRole("button", { name: "React, reply and more" }).click();
    await this.page.getByRole("menuitem", { name: choice }).click();
  }

  async attach(what: string): Promise<void> {
    await this.page.getByRole("button", { name: "Attach" }).click();
    await this.page.getByRole("menuitem", { name: what }).click();
  }
}
