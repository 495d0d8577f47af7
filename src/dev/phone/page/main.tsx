import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./styles/theme.css";
import "./styles/desk.css";
import "./styles/device.css";
import "./styles/composer.css";
import "./styles/conversation.css";
import "./styles/bubble.css";
import "./styles/menu.css";
import "./styles/sheet.css";
import "./styles/drawer.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(<App />);
