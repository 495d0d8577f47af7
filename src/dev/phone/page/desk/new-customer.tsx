import { useState } from "react";
import type { Customer } from "../../page-model";
import { Dialog } from "../dialog";
import { ask } from "../server";

interface NewCustomerProps {
  onAdded: (customer: Customer) => void;
  onClose: () => void;
}

export function NewCustomer({ onAdded, onClose }: NewCustomerProps) {
  const [problem, setProblem] = useState("");

  async function add(form: FormData): Promise<void> {
    try {
      onAdded(await ask<Customer>("/api/customers", Object.fromEntries(form)));
      onClose();
    } catch (refusal) {
      setProblem((refusal as Error).message);
    }
  }

  return (
    <Dialog title="Somebody else" onClose={onClose}>
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void add(new FormData(event.currentTarget));
        }}
      >
        <label className="field">
          <span>Name</span>
          <input name="name" required maxLength={60} />
        </label>
        <label className="field">
          <span>Number</span>
          <input name="number" type="tel" required placeholder="+1 202 555 0199" aria-describedby="add-problem" />
        </label>
        {problem && (
          <p id="add-problem" className="problem" role="alert">
            {problem}
          </p>
        )}
        <button className="primary">Add and write</button>
      </form>
    </Dialog>
  );
}
