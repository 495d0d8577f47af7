import type { Customer } from "../customers";
import { ask } from "./ask";
import { byId } from "./by-id";
import { closable } from "./closable";

/** The sheet that adds a customer and lets them write. */
export function addCustomerSheet(added: (customer: Customer) => void): void {
  const dialog = closable(byId("add", HTMLDialogElement));
  const form = byId("add-form", HTMLFormElement);
  const problem = byId("add-problem", HTMLElement);

  async function add(): Promise<void> {
    try {
      added(await ask<Customer>("/api/customers", Object.fromEntries(new FormData(form))));
      dialog.close();
    } catch (refusal) {
      problem.textContent = (refusal as Error).message;
      problem.hidden = false;
    }
  }

  byId("add-customer", HTMLButtonElement).addEventListener("click", () => {
    form.reset();
    problem.hidden = true;
    dialog.showModal();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void add();
  });
}
