import type { Bubble } from "../../page-model";
import type { Said } from "../server";

/** The rows of a list, one of which is chosen. */
export function ListSheet({ bubble, answer }: { bubble: Bubble; answer: (said: Said) => void }) {
  return (
    <div className="sections">
      {bubble.list?.sections.map((section, index) => (
        <section key={index}>
          {section.title && <h3>{section.title}</h3>}
          <ul>
            {section.rows.map((row) => (
              <li key={row.id}>
                <button
                  className="row"
                  onClick={() => answer({ tap: { kind: "list_reply", ...row, contextId: bubble.id } })}
                >
                  <b>{row.title}</b>
                  {row.description && <span>{row.description}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
