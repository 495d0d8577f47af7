import { useState } from "react";
import type { NumberCard } from "../../page-model";
import { ask } from "../server";

interface CallbackFormProps {
  card: NumberCard;
  onSet: (card: NumberCard) => void;
}

/** Where Meta brings the number's webhooks: what stands under WhatsApp → Configuration in a real Meta app. */
export function CallbackForm({ card, onSet }: CallbackFormProps) {
  const [problem, setProblem] = useState("");
  const { phoneNumberId, callbackUrl } = card;

  async function verify(form: FormData): Promise<void> {
    const { url, verifyToken } = Object.fromEntries(form);
    try {
      await ask("/api/callbacks", { phoneNumberId, url, verifyToken });
      onSet({ ...card, callbackUrl: typeof url === "string" ? url : "" });
      setProblem("");
    } catch (refusal) {
      setProblem((refusal as Error).message);
    }
  }

  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void verify(new FormData(event.currentTarget));
      }}
    >
      <h3>Its webhooks</h3>
      {callbackUrl && <p className="hint">Verified: {callbackUrl}</p>}
      <label className="field">
        <span>Callback URL</span>
        <input name="url" type="url" required placeholder="as the number’s page in Recado shows it" />
      </label>
      <label className="field">
        <span>Verify token</span>
        <input name="verifyToken" required />
      </label>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button className="primary">Verify and save</button>
    </form>
  );
}
