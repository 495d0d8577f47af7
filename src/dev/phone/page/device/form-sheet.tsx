import { useState } from "react";
import type { Bubble } from "../../page-model";
import type { Said } from "../server";

interface Pair {
  name: string;
  value: string;
}

/**
 * One of WhatsApp's forms, filled in. What its screens ask is known to Meta only: the answer is written down here as names
 * and values.
 */
export function FormSheet({ bubble, answer }: { bubble: Bubble; answer: (said: Said) => void }) {
  const { token = "", fields = [] } = bubble.form ?? {};
  const [pairs, setPairs] = useState<Pair[]>(() => [...(fields.length > 0 ? fields : [""])].map(emptyPair));
  const change = (at: number, part: Partial<Pair>) =>
    setPairs(pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));

  function submit(event: React.SubmitEvent): void {
    event.preventDefault();
    const named = pairs.flatMap(({ name, value }) => (name.trim() === "" ? [] : [[name.trim(), value] as const]));
    answer({ form: { token, answers: Object.fromEntries(named), contextId: bubble.id } });
  }

  return (
    <form autoComplete="off" onSubmit={submit}>
      <p className="hint">
        Only Meta knows what this form asks. Write down what the customer answers, as names and values.
      </p>
      <div className="rows">
        {pairs.map(({ name, value }, index) => (
          <div key={index} className="pair">
            <input
              value={name}
              placeholder="Name"
              aria-label="Name"
              onChange={({ target }) => change(index, { name: target.value })}
            />
            <input
              value={value}
              placeholder="Value"
              aria-label="Value"
              onChange={({ target }) => change(index, { value: target.value })}
            />
          </div>
        ))}
      </div>
      <button type="button" className="plain" onClick={() => setPairs([...pairs, emptyPair("")])}>
        Another answer
      </button>
      <button className="primary">Send</button>
    </form>
  );
}

const emptyPair = (name: string): Pair => ({ name, value: "" });
