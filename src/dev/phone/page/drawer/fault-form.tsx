import { useState } from "react";
import { CODES, FAULTS, HOW_OFTEN, type PlannedFault } from "./fault-plan";

interface FaultFormProps {
  onAdd: (kind: "sends" | "calls", planned: PlannedFault) => void;
}

/** Plans what befalls Recado's calls. */
export function FaultForm({ onAdd }: FaultFormProps) {
  const [kind, setKind] = useState<"sends" | "calls">("sends");
  const [which, setWhich] = useState(0);
  const [code, setCode] = useState(131000);
  const [often, setOften] = useState(0);
  const fault = FAULTS[which]?.fault;

  function add(event: React.SubmitEvent): void {
    event.preventDefault();
    if (fault) onAdd(kind, { fault: fault.kind === "error" ? { ...fault, code } : fault, ...HOW_OFTEN[often]?.times });
  }

  return (
    <form onSubmit={add}>
      <h3>Recado’s calls</h3>
      <label className="field">
        <span>What befalls</span>
        <select value={kind} onChange={({ target }) => setKind(target.value === "calls" ? "calls" : "sends")}>
          <option value="sends">messages that Recado sends</option>
          <option value="calls">other calls: files, templates, numbers</option>
        </select>
      </label>
      <label className="field">
        <span>What happens</span>
        <select value={which} onChange={({ target }) => setWhich(Number(target.value))}>
          {FAULTS.map(({ label }, index) => (
            <option key={label} value={index}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {fault?.kind === "error" && (
        <label className="field">
          <span>Meta’s code</span>
          <select value={code} onChange={({ target }) => setCode(Number(target.value))}>
            {CODES.map((each) => (
              <option key={each.code} value={each.code}>
                {each.code} · {each.title}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="pair">
        <label className="field">
          <span>How often</span>
          <select value={often} onChange={({ target }) => setOften(Number(target.value))}>
            {HOW_OFTEN.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button className="quiet">Plan it</button>
      </div>
    </form>
  );
}
