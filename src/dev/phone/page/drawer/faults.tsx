import { useCallback, useEffect, useState } from "react";
import { ask } from "../server";
import { FaultForm } from "./fault-form";
import { type FaultPlan, isWell, wordsOf } from "./fault-plan";
import { StatusForm, WebhookForm } from "./way-forms";

const NOTHING: FaultPlan = { sends: [], calls: [], statuses: {}, webhooks: {} };
/** Faults are used up by calls, of which nobody tells here. */
const LOOK_AGAIN_MS = 2000;

/** What goes wrong at the emulated Meta: one asks for it here, and sees how Recado takes it. */
export function Faults() {
  const [plan, setPlan] = useState(NOTHING);
  const [problem, setProblem] = useState("");

  const change = useCallback(
    (method: "GET" | "POST" | "DELETE", body?: Partial<FaultPlan>) =>
      ask<FaultPlan>("/api/faults", body, method).then(
        (answer) => {
          setPlan(answer);
          setProblem("");
        },
        (cause: unknown) => setProblem((cause as Error).message),
      ),
    [],
  );
  useEffect(() => {
    void change("GET");
    const timer = window.setInterval(() => void change("GET"), LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [change]);

  const waiting = [
    ...plan.sends.map((planned) => `Messages: ${wordsOf(planned)}`),
    ...plan.calls.map((planned) => `Other calls: ${wordsOf(planned)}`),
  ];
  return (
    <div className="faults">
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <FaultForm onAdd={(kind, planned) => void change("POST", { [kind]: [planned] })} />
      {waiting.length > 0 && (
        <ul className="waiting" aria-label="Faults that wait">
          {waiting.map((words, index) => (
            <li key={index}>{words}</li>
          ))}
        </ul>
      )}
      <StatusForm statuses={plan.statuses} onChange={(statuses) => void change("POST", { statuses })} />
      <WebhookForm webhooks={plan.webhooks} onChange={(webhooks) => void change("POST", { webhooks })} />
      <button className="primary" disabled={isWell(plan)} onClick={() => void change("DELETE")}>
        {isWell(plan) ? "All is well" : "Let all be well again"}
      </button>
    </div>
  );
}
